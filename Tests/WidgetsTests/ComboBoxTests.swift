import Terminal
import Testing

@testable import Widgets

@Suite("The box to choose from or to type in") struct ComboBoxTests {
    private let buses = ["scsi", "virtio", "ide", "usb", "sata", "lxc"]

    private func box(_ current: String = "", usual: String? = nil, keys: [Key] = []) -> ComboBox {
        var box = ComboBox(values: buses, current: current, usual: usual, placeholder: "type")
        for key in keys { _ = box.handle(key) }
        return box
    }

    @Test("the bar begins at the current value, or else at the usual one, or else at the first")
    func start() {
        #expect(box("ide").value == "ide")
        #expect(box(usual: "usb").value == "usb")
        #expect(box("ide", usual: "usb").value == "ide")
        #expect(box().value == "scsi")
        #expect(box(usual: "unknown").value == "scsi")
    }

    @Test("a current value that is none of the values is one of the rows, and stays until another is chosen")
    func stranger() {
        #expect(box("nvme").value == "nvme")
        #expect(box("nvme", keys: [.up]).value == "lxc")
        #expect(box("nvme", keys: typing("vi")).value == "virtio")
    }

    @Test("typing leaves the values that begin so, then those that contain it, then the text itself")
    func narrowing() {
        #expect(box(keys: typing("s")).value == "scsi")
        #expect(box(keys: typing("s") + [.down]).value == "sata")
        #expect(box(keys: typing("s") + [.down, .down]).value == "usb")
        #expect(box(keys: typing("s") + [.down, .down, .down]).value == "s")
        #expect(box(keys: typing("s") + [.down, .down, .down, .down]).value == "s")
        #expect(box(keys: typing("SATA")).value == "sata")
        #expect(box(keys: typing("sata")).value == "sata")
        #expect(box(keys: typing("nvme")).value == "nvme")
        #expect(box(keys: typing("x") + [.backspace]).value == "scsi")
    }

    @Test("the bar moves by one and by eight, and stays within the rows")
    func moving() {
        #expect(box(keys: [.down, .down, .up]).value == "virtio")
        #expect(box(keys: [.up]).value == "scsi")
        #expect(box(keys: [.pageDown]).value == "lxc")
        #expect(box("lxc", keys: [.pageUp]).value == "scsi")
    }

    @Test(
        "where what is typed is meant, a value is taken only with the bar on it, or typed whole",
        arguments: [
            ([], ""), (typing("s"), "s"), (typing("sata"), "sata"), (typing("s") + [.down], "scsi"),
            (typing("s") + [.down, .up], "s"), ([.down], "scsi"), ([.down, .up], ""), ([.pageUp], ""),
            (typing("s") + [.backspace], ""),
        ] as [([Key], String)])
    func text(keys: [Key], value: String) {
        var box = ComboBox(values: buses, current: "", prefersText: true)
        for key in keys { _ = box.handle(key) }
        #expect(box.value == value)
    }

    @Test("without values it is a line of text")
    func line() {
        var box = ComboBox(values: [], current: "ab", placeholder: "type")
        #expect(box.value == "ab" && box.height == 1)
        for key in typing("c") { _ = box.handle(key) }
        #expect(box.value == "abc")
        for key in [Key.up, .down, .pageUp, .pageDown, .enter, .escape, .tab] {
            let isTaken = box.handle(key)
            #expect(!isTaken)
        }
        _ = box.handle(.control("u"))
        #expect(box.value.isEmpty)
    }

    @Test("the rows around the bar are drawn, inside of the rectangle, at every size")
    func drawing() {
        for rows in 1...9 {
            for columns in 3...30 {
                var box = box("sata", keys: typing("s"))
                let canvas = framed(rows: rows, columns: columns) { box.draw(into: &$0, in: $1) }
                #expect(canvas.frameIsWhole && canvas.cursorIsInside, "\(rows)×\(columns)")
            }
        }
    }

    @Test("what is in sight follows the bar, and marks tell of more")
    func scrolling() {
        var box = box(keys: [.down, .down, .down])
        let canvas = drawn(&box)
        #expect(canvas.lines == ["[type            ]", "  virtio         ↑", "  ide", "▌ usb            ↓"])
    }

    @Test("a text that is no value says that it is as typed")
    func typed() {
        var box = box(keys: typing("nvme"))
        #expect(drawn(&box, columns: 24).lines[1] == "▌ nvme (as typed)")
    }

    private func drawn(_ box: inout ComboBox, columns: Int = 18) -> Canvas {
        var canvas = Canvas(size: Size(rows: 4, columns: columns), charset: .utf8)
        box.draw(into: &canvas, in: canvas.bounds)
        return canvas
    }
}
