/// The hash that the data is to have: as it is typed, or as a list has it whose path is typed.
extension DraftModel {
    /// What is known of a list that is named.
    enum ListState: Hashable, Sendable {
        /// None is named, or there is no data to look for in it.
        case none
        /// It is being read.
        case reading
        /// It has the hash of the file of this name.
        case found(Checksum, name: String)
        /// It says none, for this reason.
        case problem(String)
    }

    /// The hash that the data is to have; nil where none is said, or the list that says it has not been read.
    public var checksum: Checksum? {
        if case .found(let checksum, _) = listed { return checksum }
        return try? Checksum(draft.checksum)
    }

    /// What is typed as a checksum, once it is known to be one.
    public var checksumWords: String? {
        if case .found(let checksum, let name) = listed { return "The list's \(checksum.title) of \(name)." }
        return checksum.map { "A \($0.title)." }
    }

    /// Looks for the data in the list that is named, now that the one or the other is another. A list is read once for as long as
    /// its path stays, unless it was of no use.
    func findChecksum() {
        listTask?.cancel()
        guard let list = ChecksumList(draft.checksum), !draft.data.isEmpty else {
            (listed, listTask) = (.none, nil)
            return
        }
        let text = text(of: list)
        listed = .reading
        listTask = Task { [weak self, data = draft.data] in
            do throws(ChecksumListProblem) {
                let name = try ChecksumList.name(of: data)
                let checksum = try await list.checksum(ofFile: name, in: try await text.value.get())
                guard !Task.isCancelled else { return }
                self?.listed = .found(checksum, name: name)
            } catch {
                guard !Task.isCancelled else { return }
                self?.listed = .problem(error.description)
                self?.listText = nil
            }
        }
    }

    private func text(of list: ChecksumList) -> Task<Result<String, ChecksumListProblem>, Never> {
        if let listText, listText.path == list.path { return listText.text }
        let text = Task<Result<String, ChecksumListProblem>, Never> { [surroundings] in
            do throws(ChecksumListProblem) {
                return .success(try await surroundings.list(list.path))
            } catch {
                return .failure(error)
            }
        }
        listText = (list.path, text)
        return text
    }
}
