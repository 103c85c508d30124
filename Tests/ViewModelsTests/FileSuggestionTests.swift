import DiskFormats
import Testing

@testable import ViewModels

@Suite struct FileSuggestionTests {
    /// A qcow2 of 10 GiB and a bit.
    private static let qcow2: [UInt8] = {
        var bytes: [UInt8] = [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3]
        bytes += [UInt8](repeating: 0, count: 12) + [0, 0, 0, 16] + [0, 0, 0, 2, 0x80, 0, 0x10, 0]
        return bytes + [UInt8](repeating: 0, count: (64 << 10) - bytes.count)
    }()

    private func suggestion(_ path: String = "/tmp/alpine.qcow2", allows: Bool = true) -> FileSuggestion {
        FileSuggestion(DiskInspection(head: Self.qcow2), path: path) { _, _ in allows }
    }

    @Test(
        "a file's name without its folders and endings is a name",
        arguments: [
            ("/tmp/alpine-3.20.qcow2", "alpine-3.20"), ("debian-12.raw.xz", "debian-12"), ("/a/disc.ISO", "disc"),
            ("/a/.qcow2", ".qcow2"), ("/a/no-ending", "no-ending"), ("/a/v1.2", "v1.2"),
            ("/a/new\nline\u{1B}[31m.raw", "newline[31m"), ("/a/disk 😀日本.iso", "disk 日本"),
            (
                "/a/" + String(repeating: "e\u{301}", count: 200) + ".raw",
                String(repeating: "e\u{301}", count: 127) + "e"
            ),
        ])
    func name(path: String, name: String) {
        #expect(suggestion(path).name == name)
    }

    @Test("what is empty is filled in, the disk rounded up; what a person typed stays")
    func fills() {
        var draft = Draft()
        draft.name = "mine"
        FileSuggestion.fill(&draft, with: suggestion(), insteadOf: nil)
        #expect(draft.name == "mine")
        #expect(draft.diskFormat == "qcow2")
        #expect(draft.containerFormat == "bare")
        #expect(draft.minDisk == "11")
    }

    @Test("another file takes back what the first had filled in, and nothing else")
    func takesBack() {
        var draft = Draft()
        let first = suggestion()
        FileSuggestion.fill(&draft, with: first, insteadOf: nil)
        draft.diskFormat = "raw"
        FileSuggestion.fill(&draft, with: nil, insteadOf: first)
        var left = Draft()
        left.diskFormat = "raw"
        #expect(draft == left)
    }

    @Test("a format that the cloud does not offer is not filled in")
    func notOffered() {
        #expect(suggestion(allows: false).diskFormat == nil)
        #expect(suggestion(allows: false).containerFormat == nil)
    }

    @Test("a disk whose own bytes are in the file is raw, too, and then nothing is wrong with it")
    func plain() {
        var vhd = [UInt8](repeating: 0, count: 2048)
        vhd += Array("conectix".utf8) + [UInt8](repeating: 0, count: 504)
        vhd.replaceSubrange(2048 + 28..<2048 + 32, with: Array("win ".utf8))
        vhd.replaceSubrange(2048 + 54..<2048 + 56, with: [8, 0])
        vhd[2048 + 63] = 2
        let inspection = DiskInspection(head: vhd, size: 2560)
        var draft = Draft()
        (draft.diskFormat, draft.containerFormat) = ("vhd", "bare")
        #expect(FileWarning.all(inspection, in: draft).map(\.title) == ["Taken for another format"])
        draft.diskFormat = "raw"
        #expect(FileWarning.all(inspection, in: draft).isEmpty)
    }

    /// What files are, and in which containers a record of them is warned of.
    private static let containers: [(file: [UInt8], record: String, isWarned: Bool)] = [
        (qcow2, "bare", false), (qcow2, "docker", true), (qcow2, "compressed", true), (qcow2, "ova", true),
        (qcow2, "ami", true), ([UInt8](repeating: 7, count: 4096), "aki", false),
        ([UInt8](repeating: 7, count: 4096), "docker", true),
        (
            Array(#"<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"></Envelope>"#.utf8), "ovf", false
        ),
    ]

    @Test("a record that says another container than the file is in is warned of", arguments: 0..<containers.count)
    func otherContainer(index: Int) {
        let (file, record, isWarned) = Self.containers[index]
        var draft = Draft()
        let inspection = DiskInspection(head: file, size: Int64(file.count))
        (draft.diskFormat, draft.containerFormat) = (inspection.diskFormat?.rawValue, record)
        let warning = FileWarning.all(inspection, in: draft).first { $0.title == "Another container" }
        #expect((warning != nil) == isWarned)
        guard let warning else { return }
        #expect(
            warning.explanation.contains("The file is bare (nothing around the disk), and the record says \(record)"))
        #expect(warning.remedy == "Choose bare as its container.")
    }

    @Test("what is packed is told to be so, and not to be of another format than the one it is filled in with")
    func packed() {
        let inspection = DiskInspection(
            head: [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3] + Array("disk.raw\0data".utf8), size: 1 << 20)
        var draft = Draft()
        FileSuggestion.fill(
            &draft, with: FileSuggestion(inspection, path: "/disk.raw.gz") { _, _ in true }, insteadOf: nil)
        #expect(draft.diskFormat == "raw" && draft.containerFormat == "compressed")
        #expect(FileWarning.all(inspection, in: draft).map(\.title) == ["Packed"])
    }

    @Test("a record that says another format, or asks for too small a disk, is warned of")
    func warnings() {
        let inspection = DiskInspection(head: Self.qcow2, size: 64 << 10)
        var draft = Draft()
        (draft.diskFormat, draft.containerFormat, draft.minDisk) = ("raw", "bare", "10")
        let titles = FileWarning.all(inspection, in: draft).map(\.title)
        #expect(titles.contains("Another format"))
        #expect(titles.contains("Too small a disk"))
        (draft.diskFormat, draft.minDisk) = ("qcow2", "11")
        let left = FileWarning.all(inspection, in: draft).map(\.title)
        #expect(!left.contains("Another format") && !left.contains("Too small a disk"))
    }
}
