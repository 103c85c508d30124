/// The hash that the data must have, either typed or looked up in a list whose path is typed.
extension DraftModel {
    /// The state of a named list of checksums.
    enum ListState: Hashable, Sendable {
        /// No list is named, or there is no data to look up in it.
        case none
        /// The list is being read.
        case reading
        /// The list contains the hash of the file with this name.
        case found(Checksum, name: String)
        /// No hash was found, for this reason.
        case problem(String)
    }

    /// The hash that the data must have; nil if none is given, or the list has not been read yet.
    package var checksum: Checksum? {
        if case .found(let checksum, _) = listed { return checksum }
        return try? Checksum(draft.checksum)
    }

    /// A description of the typed checksum; nil if it is not, or not yet, known to be one.
    package var checksumWords: String? {
        if case .found(let checksum, let name) = listed { return "The list's \(checksum.title) of \(name)." }
        return checksum.map { "A \($0.title)." }
    }

    /// Looks up the data in the named list after one of the two has changed. While its path stays the same, a list is read only
    /// once, unless it was of no use.
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
