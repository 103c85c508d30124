import DiskFormats
import Foundation

/// What `gaze inspect` reports about a file.
struct InspectionReport {
    /// The file's name, as given on the command line.
    let file: String
    /// What the file is, or why it cannot be examined.
    let result: Result<DiskInspection, Unreadable>

    /// Why something cannot be examined, as a sentence.
    struct Unreadable: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    init(file: String, inspection: DiskInspection) {
        self.file = file
        result = .success(inspection)
    }

    init(file: String, error: DiskFileError) {
        self.init(file: file, unreadable: Unreadable(description: error.description))
    }

    init(file: String, unreadable: Unreadable) {
        self.file = file
        result = .failure(unreadable)
    }

    /// The report as one line of ASCII JSON: control characters are escaped for a terminal, and every text decodes to the
    /// original.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(self), as: UTF8.self)
            return text.utf16.reduce(into: "") { line, unit in
                if (0x20..<0x7F).contains(unit) {
                    line.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
                } else {
                    let digits = String(unit, radix: 16)
                    line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
    }
}

extension InspectionReport: Encodable {
    /// The keys: the names of the Image API, where it has one.
    private enum Key: String, CodingKey {
        case file, error, format, size, architecture, refusal, dangers
        case diskFormat = "disk_format"
        case containerFormat = "container_format"
        case virtualSize = "virtual_size"
        case minDisk = "min_disk"
        case systemType = "os_type"
        case distribution = "os_distro"
        case systemVersion = "os_version"
        case packedName = "packed_name"
    }

    private enum DangerKey: String, CodingKey {
        case code, title, explanation, remedy
    }

    /// Encodes the report; a value that is not known is null.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(file, forKey: .file)
        switch result {
        case .failure(let error): try container.encode(error.description, forKey: .error)
        case .success(let inspection):
            try container.encode(inspection.content.description, forKey: .format)
            try container.encode(inspection.diskFormat?.rawValue, forKey: .diskFormat)
            try container.encode(inspection.containerFormat.rawValue, forKey: .containerFormat)
            try container.encode(inspection.size, forKey: .size)
            try container.encode(inspection.virtualSize, forKey: .virtualSize)
            try container.encode(inspection.minDiskGB, forKey: .minDisk)
            try container.encode(inspection.architecture?.rawValue, forKey: .architecture)
            try container.encode(inspection.operatingSystem?.type?.rawValue, forKey: .systemType)
            try container.encode(inspection.operatingSystem?.distribution, forKey: .distribution)
            try container.encode(inspection.operatingSystem?.version, forKey: .systemVersion)
            try container.encode(inspection.packedName, forKey: .packedName)
            try container.encode(inspection.refusal?.description, forKey: .refusal)
            var dangers = container.nestedUnkeyedContainer(forKey: .dangers)
            for danger in inspection.dangers {
                var container = dangers.nestedContainer(keyedBy: DangerKey.self)
                try container.encode(danger.code, forKey: .code)
                try container.encode(danger.title, forKey: .title)
                try container.encode(danger.explanation, forKey: .explanation)
                try container.encode(danger.remedy, forKey: .remedy)
            }
        }
    }
}
