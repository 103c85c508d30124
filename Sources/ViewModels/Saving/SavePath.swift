import Foundation
package import ImageModel

/// Names for the files that images are saved to.
package enum SavePath {
    /// The maximum length of a file name, in bytes, with room for the suffix of a part's note.
    private static let limit = 255 - PartFile.noteSuffix.utf8.count

    /// Returns the proposed file name for an image: its name and its format. Characters that a file name cannot or should not
    /// have are replaced or removed, because anybody may have named the image.
    package static func fileName(for image: Image) -> String {
        let ending = ending(for: image)
        var name = plain(image.name ?? "")
        if name.isEmpty { name = plain(image.id) }
        if name.isEmpty { name = "image" }
        if name.lowercased().hasSuffix(ending.lowercased()) { return shortened(name, to: limit) }
        return shortened(name, to: limit - ending.utf8.count) + ending
    }

    /// Returns a dot and the format; empty if the format is not known.
    private static func ending(for image: Image) -> String {
        // For an OVA or a Docker archive, the disk format describes the content and not the file.
        let format: String? =
            switch image.containerFormat {
            case "ova": "ova"
            case "docker": "tar"
            default: image.diskFormat
            }
        let text = plain(format ?? "")
        return text.isEmpty ? "" : "." + text.prefix(16)
    }

    /// Turns a text into a name that contains no path separator, is not hidden, and cannot be taken for an option.
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

    /// Shortens a name to a number of bytes, without splitting a character.
    private static func shortened(_ name: String, to bytes: Int) -> String {
        var name = name[...]
        while name.utf8.count > bytes { name = name.dropLast() }
        return String(name)
    }

    /// Returns a similar path that is not taken: `disk-2.raw` for `disk.raw`. It asks the file system, off the main actor.
    ///
    /// - Parameter taken: further paths to avoid, because files will appear there.
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
