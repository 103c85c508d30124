import Foundation
public import ImageModel

/// Names for files that images are saved to.
public enum SavePath {
    /// Bytes of a file's name at most; what is added while it is on its way has room besides.
    private static let limit = 255 - PartFile.noteSuffix.utf8.count

    /// The name that is proposed for an image: its own, and its format. What a file's name may not have, or should not, is left
    /// out of it: the image's name is anybody's.
    public static func fileName(for image: Image) -> String {
        let ending = ending(for: image)
        var name = plain(image.name ?? "")
        if name.isEmpty { name = plain(image.id) }
        if name.isEmpty { name = "image" }
        if name.lowercased().hasSuffix(ending.lowercased()) { return shortened(name, to: limit) }
        return shortened(name, to: limit - ending.utf8.count) + ending
    }

    /// A dot and the format; nothing where that is not known.
    private static func ending(for image: Image) -> String {
        // What an OVA or a Docker archive has in it is not what the file is.
        let format: String? =
            switch image.containerFormat {
            case "ova": "ova"
            case "docker": "tar"
            default: image.diskFormat
            }
        let text = plain(format ?? "")
        return text.isEmpty ? "" : "." + text.prefix(16)
    }

    /// The text as a name that neither leads elsewhere, nor hides, nor is taken for an option.
    private static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: "_"
            default: "/\\:".unicodeScalars.contains(scalar) ? "_" : Character(scalar)
            }
        }
        let name = String(scalars).trimmingCharacters(in: .whitespaces)
        return String(name.drop { $0 == "." || $0 == "-" || $0 == "~" || $0.isWhitespace })
    }

    /// As many whole characters as fit into a number of bytes.
    private static func shortened(_ name: String, to bytes: Int) -> String {
        var name = name[...]
        while name.utf8.count > bytes { name = name.dropLast() }
        return String(name)
    }

    /// A path like another at which there is nothing: `disk-2.raw` for `disk.raw`. The file system is asked, off the main actor.
    ///
    /// - Parameter taken: paths at which there will be something.
    @concurrent static func free(_ path: String, besides taken: Set<String> = []) async -> String {
        let (folder, name) = FilePath.split(path)
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        for number in 2... {
            let ending = "-\(number)" + name[dot...]
            let other = folder + shortened(String(name[..<dot]), to: limit - ending.utf8.count) + ending
            if !taken.contains(other), !isTaken(other), !isTaken(other + PartFile.suffix) { return other }
        }
        return path
    }

    private static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
