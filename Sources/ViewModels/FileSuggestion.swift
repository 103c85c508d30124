import DiskFormats
import Foundation
import ImageModel

/// What a form can be filled in with from a file: nothing that a person has filled in is touched.
struct FileSuggestion: Hashable {
    var name: String
    var diskFormat: String?
    var containerFormat: String?
    /// Digits, in GB.
    var minDisk: String

    /// What a file says.
    ///
    /// - Parameter allows: whether the cloud offers a choice.
    init(_ inspection: DiskInspection, path: String, allows: (ImageAttribute, String) -> Bool) {
        name = path.isEmpty ? "" : Self.name(of: path)
        diskFormat = inspection.diskFormat.map(\.rawValue).flatMap { allows(.diskFormat, $0) ? $0 : nil }
        let container = inspection.containerFormat.rawValue
        containerFormat = allows(.containerFormat, container) ? container : nil
        // A size that a header claims and no cloud has is no suggestion.
        let gigabytes = inspection.minDiskGB ?? 0
        minDisk = gigabytes > 0 && gigabytes <= ImageLimits.minimumRange.upperBound ? "\(gigabytes)" : ""
    }

    /// What an address says before it is read: a name alone.
    ///
    /// - Parameter url: its query is no part of the name.
    init(address url: String) {
        name =
            URL(string: url).map { $0.path().isEmpty || $0.path() == "/" ? "" : Self.name(of: $0.lastPathComponent) }
            ?? ""
        minDisk = ""
    }

    /// What the record of an image says whose data is brought.
    ///
    /// - Parameter allows: whether the cloud offers a choice.
    init(of image: Image, allows: (ImageAttribute, String) -> Bool) {
        name = image.name ?? ""
        diskFormat = image.diskFormat.flatMap { allows(.diskFormat, $0) ? $0 : nil }
        containerFormat = image.containerFormat.flatMap { allows(.containerFormat, $0) ? $0 : nil }
        minDisk = image.minDisk.flatMap { $0 > 0 ? "\($0)" : nil } ?? ""
    }

    /// A file's name without its folders and what tells its format: `alpine-3.20` for `/tmp/alpine-3.20.qcow2.xz`. What a name
    /// in a cloud should not have or cannot have, control characters and those of 4 bytes, is left out.
    private static func name(of path: String) -> String {
        let file = URL(filePath: path).lastPathComponent
        let base = file.replacing(
            /(\.(qcow2?|img|raw|iso|vmdk|vhd|vhdx|vdi|hdd|ova|ovf|tar|gz|bz2|xz|zst|zip))+$/.ignoresCase(), with: "")
        let scalars = (base.isEmpty ? file : base).unicodeScalars.filter {
            $0.value <= ImageLimits.lastScalar && $0.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(scalars.prefix(ImageLimits.nameLength)))
    }

    /// Fills in what is empty, and takes back what an earlier file had filled in.
    ///
    /// - Parameter earlier: what was filled in before; nil where nothing was.
    static func fill(_ draft: inout Draft, with suggestion: FileSuggestion?, insteadOf earlier: FileSuggestion?) {
        if draft.name.isEmpty || draft.name == earlier?.name { draft.name = suggestion?.name ?? "" }
        if draft.diskFormat == nil || draft.diskFormat == earlier?.diskFormat {
            draft.diskFormat = suggestion?.diskFormat
        }
        if draft.containerFormat == nil || draft.containerFormat == earlier?.containerFormat {
            draft.containerFormat = suggestion?.containerFormat
        }
        if draft.minDisk.isEmpty || draft.minDisk == earlier?.minDisk { draft.minDisk = suggestion?.minDisk ?? "" }
    }
}
