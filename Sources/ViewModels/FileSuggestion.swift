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
        name = Self.name(of: path)
        diskFormat = inspection.diskFormat.map(\.rawValue).flatMap { allows(.diskFormat, $0) ? $0 : nil }
        let container = inspection.containerFormat.rawValue
        containerFormat = allows(.containerFormat, container) ? container : nil
        // A size that a header claims and no cloud has is no suggestion.
        let gigabytes = inspection.minDiskGB ?? 0
        minDisk = gigabytes > 0 && gigabytes <= ImageLimits.minimumRange.upperBound ? "\(gigabytes)" : ""
    }

    /// A file's name without its folders and what tells its format: `alpine-3.20` for `/tmp/alpine-3.20.qcow2.xz`.
    private static func name(of path: String) -> String {
        let file = URL(filePath: path).lastPathComponent
        let base = file.replacing(
            /(\.(qcow2?|img|raw|iso|vmdk|vhd|vhdx|vdi|hdd|ova|ovf|tar|gz|bz2|xz|zst|zip))+$/.ignoresCase(), with: "")
        return String((base.isEmpty ? file : base).prefix(ImageLimits.nameLength))
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
