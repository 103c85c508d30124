import DiskFormats
import Terminal
import ViewModels

/// The text form of a `gaze inspect` report, for people.
struct InspectionText {
    /// The characters that the locale can show.
    let charset: Charset

    /// Returns a text from outside with its control characters made visible instead of obeyed.
    func plain(_ text: String) -> String { TextLayout.plain(text, charset: charset) }

    /// Returns the lines about a file.
    func lines(of report: InspectionReport) -> [String] {
        switch report.result {
        case .failure(let error): [plain(error.description)]
        case .success(let inspection):
            [plain(report.file)]
                + fields(of: inspection).map { name, value in
                    "  " + name.padding(to: 14) + plain(value)
                }
                + inspection.dangers.flatMap { danger in
                    ["  ! \(danger.title)", "    " + plain(danger.explanation), "    " + plain(danger.remedy)]
                }
        }
    }

    /// Returns the known facts about a disk, with their names.
    private func fields(of inspection: DiskInspection) -> [(name: String, value: String)] {
        let fields: [(String, String?)] = [
            ("what it is", inspection.content.description),
            ("disk format", inspection.diskFormat?.rawValue ?? "none that an image can have"),
            ("container", inspection.containerFormat.rawValue),
            ("size", inspection.size.map(bytes)), ("virtual size", inspection.virtualSize.map(bytes)),
            ("min disk", inspection.minDiskGB.map { "\($0) GB" }), ("architecture", inspection.architecture?.rawValue),
            ("system", inspection.operatingSystem.map(words)), ("packed", inspection.packedName),
            ("Glance", verdict(on: inspection)),
        ]
        return fields.compactMap { name, value in value.map { (name, $0) } }
    }

    private func bytes(_ count: Int64) -> String {
        count < 1024 ? Format.bytes(count) : "\(Format.bytes(count)) (\(Format.count(Int(count))) bytes)"
    }

    private func words(_ system: OperatingSystem) -> String {
        // Windows is both a system type and a distribution.
        let distribution = system.distribution == system.type?.rawValue ? nil : system.distribution
        return [system.type?.rawValue, distribution, system.version].compactMap(\.self).joined(separator: " ")
    }

    /// Returns what Glance will do with the data; nil if Glance does not inspect it.
    private func verdict(on inspection: DiskInspection) -> String? {
        guard let format = inspection.diskFormat, inspection.containerFormat == .bare, inspection.uploaded != nil else {
            return nil
        }
        return inspection.refusal.map { "refuses it as \(format.rawValue): \($0)" } ?? "takes it as \(format.rawValue)"
    }
}

extension String {
    fileprivate func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(1, columns - count))
    }
}
