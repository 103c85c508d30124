import ImageModel
import Testing

@testable import ViewModels

@Suite struct ImageWindowTests {
    private func images(_ numbers: some Sequence<Int>) -> [Image] { numbers.map { .sample("\($0)") } }

    /// Checks that every image is found in its row, and no other.
    private func expect(
        _ window: ImageWindow, _ numbers: some Sequence<Int>, before: Int?, after: Int?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let ids = numbers.map { "\($0)" }
        #expect(window.images.map(\.id) == ids, sourceLocation: sourceLocation)
        #expect(window.before == before && window.after == after, sourceLocation: sourceLocation)
        for (row, id) in ids.enumerated() { #expect(window.row(of: id) == row, sourceLocation: sourceLocation) }
        for number in -5..<60 where !ids.contains("\(number)") {
            #expect(window.row(of: "\(number)") == nil, sourceLocation: sourceLocation)
        }
    }

    @Test("what comes in at one end goes out at the other, and is counted there")
    func runs() {
        var window = ImageWindow(images(0..<4), before: 0, after: nil, capacity: 10)
        expect(window, 0..<4, before: 0, after: nil)
        window.append(images(4..<9), goesOn: true)
        expect(window, 0..<9, before: 0, after: nil)
        window.append(images(9..<14), goesOn: true)
        expect(window, 4..<14, before: 4, after: nil)
        window.append(images(14..<16), goesOn: false)
        expect(window, 6..<16, before: 6, after: 0)
        #expect(window.total == 16)
        window.prepend(images(3..<6), goesOn: true)
        expect(window, 3..<13, before: 3, after: 3)
        window.prepend(images(0..<3), goesOn: false)
        expect(window, 0..<10, before: 0, after: 6)
        #expect(window.total == 16)
    }

    @Test("from the end backwards, the number of those before is known when the beginning is reached")
    func backwards() {
        var window = ImageWindow(images(6..<10), before: nil, after: 0, capacity: 8)
        #expect(window.total == nil)
        window.prepend(images(2..<6), goesOn: true)
        expect(window, 2..<10, before: nil, after: 0)
        window.prepend(images(0..<2), goesOn: false)
        expect(window, 0..<8, before: 0, after: 2)
        #expect(window.total == 10)
    }

    @Test("what the service says counts for more than what was reckoned")
    func service() {
        var window = ImageWindow(images(0..<4), before: 0, after: 2, capacity: 10)
        window.append(images(4..<6), goesOn: true)
        expect(window, 0..<6, before: 0, after: nil)
        window = ImageWindow(images(0..<4), before: 0, after: 9, capacity: 10)
        window.append(images(4..<6), goesOn: true)
        expect(window, 0..<6, before: 0, after: 7)
        window.append(images(6..<8), goesOn: false)
        expect(window, 0..<8, before: 0, after: 0)
    }

    @Test("an image that is listed twice counts once")
    func duplicates() {
        var window = ImageWindow(images([1, 2, 1]), before: nil, after: nil, capacity: 10)
        window.append(images([2, 3, 3]), goesOn: true)
        window.prepend(images([0, 1]), goesOn: true)
        expect(window, 0..<4, before: nil, after: nil)
        window.append(images([3]), goesOn: false)
        expect(window, 0..<4, before: nil, after: 0)
    }

    @Test(
        "what comes in between lets as many others go, as far as they can be from the row that is looked at",
        arguments: [(0, 0), (5, 0), (6, 1), (8, 3), (9, 4), (13, 4)])
    func shrinks(row: Int, first: Int) {
        var window = ImageWindow(images(0..<10), before: 0, after: 0, capacity: 10)
        let order = ImageOrder(.id, isAscending: true)
        for id in ["00", "000", "0000", "00000"] {
            let isPut = window.put(.sample(id), by: order)
            #expect(isPut)
        }
        #expect(window.images.count == 14)
        let ids = window.images.map(\.id)
        window.shrink(around: row)
        #expect(window.images.map(\.id) == Array(ids[first..<first + 10]))
        #expect(window.before == first && window.after == 4 - first && window.total == 14)
        #expect(window.row(of: ids[row]) == row - first)
        window.shrink(around: 0)
        #expect(window.images.count == 10)
    }

    @Test("it is read on from what was read last, wanted or not, for as long as that is next to it")
    func edges() {
        var window = ImageWindow(images(10..<14), before: nil, after: nil, capacity: 6)
        #expect(window.markers(isForwards: true).map(\.id) == ["13", "12", "11"])
        #expect(window.markers(isForwards: false).map(\.id) == ["10", "11", "12"])
        window.append(images([17]), goesOn: true, edge: images([20, 19]))
        #expect(window.markers(isForwards: true).map(\.id) == ["20", "19"])
        window.prepend(images([4, 5]), goesOn: true, edge: images([3]))
        #expect(window.images.map(\.id) == ["4", "5", "10", "11", "12", "13"])
        #expect(window.markers(isForwards: true).map(\.id) == ["13", "12", "11"])
        #expect(window.markers(isForwards: false).map(\.id) == ["3"])
    }

    @Test("what comes in before the first one is counted once, where it is as new as the newest that was there")
    func newest() {
        func image(_ id: String, made second: Int) -> Image {
            var image = Image.sample(id)
            image.createdAt = Timestamp(rawValue: "2026-01-01T00:00:0\(second)Z")
            return image
        }
        var window = ImageWindow(
            [image("a", made: 3), image("b", made: 3), image("c", made: 2), image("d", made: 1)], capacity: 3)
        func count(_ images: [Image]) -> [Bool] {
            images.map { window.countBefore($0) }
        }
        window.shrink(around: 1)
        #expect(window.before == 0 && window.after == 1)
        // What belongs to the top of what is kept is put there.
        #expect(count([image("e", made: 5)]) == [false])
        window.append([image("d", made: 1)], goesOn: false)
        #expect(window.before == 1)
        #expect(count([image("a", made: 3), image("b", made: 3), image("c", made: 2)]) == [false, false, false])
        #expect(count([image("e", made: 3), image("e", made: 3)]) == [true, false])
        #expect(count([image("f", made: 4), image("g", made: 4)]) == [true, true])
        #expect(count([image("f", made: 4), image("a", made: 3)]) == [false, false])
        #expect(window.before == 4 && window.total == 7)
    }

    @Test("rows follow what is put in, taken out and changed")
    func changes() {
        var window = ImageWindow(images(1..<5), capacity: 10)
        window.insertFirst(.sample("0"))
        expect(window, 0..<5, before: 0, after: 0)
        #expect(window.remove("2") == 2)
        #expect(window.remove("2") == nil)
        expect(window, [0, 1, 3, 4], before: 0, after: 0)
        #expect(window.remove("0") == 0)
        #expect(window.remove("4") == 2)
        expect(window, [1, 3], before: 0, after: 0)
        window.update(.sample("3", status: .active))
        window.update(.sample("nobody"))
        #expect(window.images.map(\.status) == [.queued, .active])
    }
}
