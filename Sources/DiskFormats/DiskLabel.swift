/// A free-form name of a disk or a machine: `Debian 12.5.0 amd64 n`, `ubuntu64Guest`.
struct DiskLabel {
    /// The architecture that the name mentions; nil if none.
    let architecture: Architecture?
    /// The operating system that the name mentions; nil if none.
    let system: OperatingSystem?

    init(_ text: String) {
        let text = text.lowercased().replacing("oracle linux", with: "oraclelinux").replacing("red hat", with: "redhat")
        architecture = Self.architectures.first { Self.names($0.word, in: text) }?.architecture
        system = Self.system(in: text)
    }

    /// The architectures by the words for them; a word precedes any other word that it contains.
    private static let architectures: [(word: String, architecture: Architecture)] = [
        ("aarch64", .aarch64), ("arm64", .aarch64), ("ppc64le", .ppc64le), ("ppc64el", .ppc64le), ("s390x", .s390x),
        ("riscv64", .riscv64), ("armhf", .armv7l), ("armv7", .armv7l), ("x86_64", .x86_64), ("x86-64", .x86_64),
        ("amd64", .x86_64), ("x64", .x86_64), ("i386", .i686), ("i686", .i686), ("x86", .i686),
    ]

    /// The values of `os_distro`, by the runs of letters that stand for them.
    private static let distributions: [String: String] = [
        "almalinux": "almalinux", "alpine": "alpinelinux", "arch": "arch", "archlinux": "arch", "centos": "centos",
        "debian": "debian", "fedora": "fedora", "gentoo": "gentoo", "nixos": "nixos", "opensuse": "opensuse",
        "ol": "ol", "oraclelinux": "ol", "redhat": "rhel", "rhel": "rhel", "rocky": "rocky", "rockylinux": "rocky",
        "sle": "sles", "sles": "sles", "ubuntu": "ubuntu",
    ]
    private static let others: [String: String] = [
        "freebsd": "freebsd", "netbsd": "netbsd", "openbsd": "openbsd",
    ]

    /// Whether the text contains this word, not preceded by a letter: `linux64` does not contain `x64`.
    private static func names(_ word: String, in text: String) -> Bool {
        text.firstRange(of: word).map { place in text[..<place.lowerBound].last?.isLetter != true } ?? false
    }

    private static func system(in text: String) -> OperatingSystem? {
        let words = text.split { !$0.isLetter }
        for word in words {
            if let name = distributions[String(word)] {
                return OperatingSystem(type: .linux, distribution: name, version: version(in: text[word.endIndex...]))
            }
            if let name = others[String(word)] {
                return OperatingSystem(distribution: name, version: version(in: text[word.endIndex...]))
            }
            if word == "windows" || word == "microsoft" || word.hasPrefix("winnet") {
                return OperatingSystem(type: .windows, distribution: "windows")
            }
        }
        return words.contains { $0.hasSuffix("linux") } ? OperatingSystem(type: .linux) : nil
    }

    /// Returns the first number that contains a point.
    private static func version(in text: Substring) -> String? {
        text.split { !$0.isNumber && $0 != "." }.first { word in
            word.contains(".") && word.first != "." && word.last != "."
        }.map(String.init)
    }
}
