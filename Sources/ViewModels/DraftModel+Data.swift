import DiskFormats
import ImageModel

/// What is named as data is looked at as its line is typed, and fills in what is empty.
extension DraftModel {
    /// Looks at what is named as data, now that it is something else.
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

    /// Takes note of what the data is, and fills in what it says.
    ///
    /// - Parameter record: the image that has the data elsewhere, which knows better; nil for any other data.
    func take(_ inspection: DiskInspection?, named path: String, of record: Image? = nil) {
        self.inspection = inspection
        let allows = { [schema] (attribute: ImageAttribute, value: String) in
            schema?[attribute]?.choices?.contains(value) ?? true
        }
        suggest(
            record.map { FileSuggestion(of: $0, allows: allows) }
                ?? inspection.map { FileSuggestion($0, path: path, allows: allows) })
    }

    /// Fills in what a file says; what a person filled in stays.
    private func suggest(_ suggestion: FileSuggestion?) {
        var filled = draft
        FileSuggestion.fill(&filled, with: suggestion, insteadOf: self.suggestion)
        self.suggestion = suggestion
        draft = filled
    }
}
