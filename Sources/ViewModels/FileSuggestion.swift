import DiskFormats
import Foundation
import ImageModel

/// The values that data suggests for a form. What the user has filled in is never overwritten.
struct FileSuggestion: Hashable {
    var name: String
    var diskFormat: String?
    var containerFormat: String?
    /// The minimum disk in GB, as digits.
    var minDisk: String

    /// Creates the suggestion from an inspection.
    ///
    /// - Parameters:
    ///   - inspection: The inspection of the data.
    ///   - path: The path of the data; may be empty.
    ///   - allows: Whether the cloud offers a value.
    init(_ inspection: DiskInspection, path: String, allows: (ImageAttribute, String) -> Bool) {
        name = path.isEmpty ? "" : Self.name(of: path)
        diskFormat = inspection.diskFormat.map(\.rawValue).flatMap { allows(.diskFormat, $0) ? $0 : nil }
        let container = inspection.containerFormat.rawValue
        containerFormat = allows(.containerFormat, container) ? container : nil
        // A header may claim a size that no cloud supports; that is not suggested.
        let gigabytes = inspection.minDiskGB ?? 0
        minDisk = gigabytes > 0 && gigabytes <= ImageLimits.minimumRange.upperBound ? "\(gigabytes)" : ""
    }

    /// Creates the suggestion from an address that has not been read: only a name.
    ///
    /// - Parameter url: The address; its query is not part of the name.
    init(address url: String) {
        name =
            URL(string: url).map { $0.path().isEmpty || $0.path() == "/" ? "" : Self.name(of: $0.lastPathComponent) }
            ?? ""
        minDisk = ""
    }

    /// Creates the suggestion from the record of the image whose data is used.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - allows: Whether the cloud offers a value.
    init(of image: Image, allows: (ImageAttribute, String) -> Bool) {
        name = image.name ?? ""
        diskFormat = image.diskFormat.flatMap { allows(.diskFormat, $0) ? $0 : nil }
        containerFormat = image.containerFormat.flatMap { allows(.containerFormat, $0) ? $0 : nil }
        minDisk = image.minDisk.flatMap { $0 > 0 ? "\($0)" : nil } ?? ""
    }

    /// Returns a file's name without its folders and format extensions: `alpine-3.20` for `/tmp/alpine-3.20.qcow2.xz`.
    /// Characters that a name in a cloud should not or cannot have are removed: control characters and those of 4 bytes.
    private static func name(of path: String) -> String {
        let file = URL(filePath: path).lastPathComponent
        let base = file.replacing(
            /(\.(qcow2?|img|raw|iso|vmdk|vhd|vhdx|vdi|hdd|ova|ovf|tar|gz|bz2|xz|zst|zip))+$/.ignoresCase(), with: "")
        let scalars = (base.isEmpty ? file : base).unicodeScalars.filter {
            $0.value <= ImageLimits.lastScalar && $0.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(scalars.prefix(ImageLimits.nameLength)))
    }

    /// Fills in the empty fields, and replaces what earlier data had filled in.
    ///
    /// - Parameters:
    ///   - draft: The draft.
    ///   - suggestion: The new values; nil for none.
    ///   - earlier: The values filled in before; nil if there were none.
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
