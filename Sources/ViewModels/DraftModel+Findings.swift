import DiskFormats

extension DraftModel {
    /// A sentence about what the data is; nil if there is none, or it has not been or cannot be read.
    package var findings: String? {
        guard let inspection else { return nil }
        let size = inspection.virtualSize.map { ", \(Format.bytes($0)) for a guest" } ?? ""
        let what = if case .ready = file { "file" } else { "data" }
        return "The \(what) is: \(inspection.content.description)\(size)."
    }

    /// The warnings about the data to show before it is sent.
    package var warnings: [FileWarning] {
        if case .ready(let file) = file, file.size == 0 { return [FileWarning(emptyFile: file.path)] }
        if let notLookedAt { return [FileWarning(notLookedAt)] }
        return inspection.map { FileWarning.all($0, in: draft) } ?? []
    }

    /// The properties that the data suggests and the draft lacks: the processor and the operating system it is for.
    package var suggestedProperties: [String] {
        guard let inspection else { return [] }
        let known = Set(draft.properties.map { Draft.split($0).key })
        let system = inspection.operatingSystem
        let all: [(String, String?)] = [
            ("architecture", inspection.architecture?.rawValue), ("os_type", system?.type?.rawValue),
            ("os_distro", system?.distribution), ("os_version", system?.version),
        ]
        return all.compactMap { key, value in known.contains(key) ? nil : value.map { "\(key)=\($0)" } }
    }

    /// Adds the properties that the data suggests.
    package func takeSuggestedProperties() { draft.properties += suggestedProperties }
}
