import DiskFormats
import ImageModel

/// Inspecting the data while its place is typed, and filling in empty fields from it.
extension DraftModel {
    /// Inspects the data after its place has changed.
    func inspectFile() {
        fileTask?.cancel()
        inspection = nil
        notLookedAt = nil
        isLookedAt = false
        unread = nil
        let line = draft.data
        guard !line.isEmpty else {
            file = .none
            suggest(nil)
            return
        }
        let path: String
        do throws(DataSourceProblem) {
            let source = try DataSource(line)
            if source == .standardInput, surroundings.standardInput == nil {
                file = .problem(Surroundings.keyboard)
                suggest(nil)
                return
            }
            guard case .file(let named) = source else {
                file = .elsewhere(source)
                if case .web(let url) = source { suggest(FileSuggestion(address: url)) } else { suggest(nil) }
                return
            }
            path = named
        } catch {
            file = .problem(error.description)
            suggest(nil)
            return
        }
        file = .checking
        fileTask = Task { [weak self, surroundings] in
            do throws(DataFileError) {
                let file = try await surroundings.inspect(path)
                let finding = await surroundings.finding(file.path)
                guard !Task.isCancelled else { return }
                self?.take(file, finding)
            } catch {
                guard !Task.isCancelled else { return }
                self?.file = .problem(error.description)
                self?.suggest(nil)
            }
        }
    }

    private func take(_ file: DataFile, _ finding: Result<DiskInspection?, DiskFileError>) {
        self.file = .ready(file)
        switch finding {
        case .success(let found): take(found, named: file.path)
        case .failure(let error):
            notLookedAt = error
            take(nil, named: file.path)
        }
    }

    /// Records the result of an inspection, and fills in fields from it.
    ///
    /// - Parameters:
    ///   - inspection: The result; nil if there is none.
    ///   - path: The path or name of the data.
    ///   - record: The image that has the data elsewhere, whose record takes precedence; nil for any other data.
    func take(_ inspection: DiskInspection?, named path: String, of record: Image? = nil) {
        self.inspection = inspection
        let allows = { [schema] (attribute: ImageAttribute, value: String) in
            schema?[attribute]?.choices?.contains(value) ?? true
        }
        suggest(
            record.map { FileSuggestion(of: $0, allows: allows) }
                ?? inspection.map { FileSuggestion($0, path: path, allows: allows) })
    }

    /// Fills in the fields that data suggests; what the user has filled in stays.
    private func suggest(_ suggestion: FileSuggestion?) {
        var filled = draft
        FileSuggestion.fill(&filled, with: suggestion, insteadOf: self.suggestion)
        self.suggestion = suggestion
        draft = filled
    }
}
