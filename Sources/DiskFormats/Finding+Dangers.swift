extension Finding {
    /// All that is wrong with a disk, each thing once.
    ///
    /// - Parameters:
    ///   - uploaded: what Glance makes of it, if that is known.
    ///   - size: bytes in it, if known.
    func dangers(_ uploaded: StreamedDisk?, size: Int64?) -> [DiskDanger] {
        var dangers = dangers
        if let uploaded {
            dangers += marks(uploaded).filter { !dangers.contains($0) }
        } else if case .vmdk = content, size != nil {
            dangers.append(.descriptor(.tooLong))
        }
        if let cut = cut(uploaded, size) { dangers.append(cut) }
        if let uploaded, let format = content.diskFormat {
            do throws(DiskRefusal) {
                _ = try uploaded.virtualSize(forRecordOf: format, in: content.containerFormat)
            } catch .mismatch(let record, let data) {
                dangers.append(.takenFor(data, record: record))
            } catch .inspectionFailed {
                dangers.append(.impossibleSize)
            } catch {
                // It is among the dangers already.
            }
        }
        return dangers
    }

    /// What Glance finds wrong with it.
    private func marks(_ uploaded: StreamedDisk) -> [DiskDanger] {
        guard content.containerFormat == .bare, content.diskFormat != nil || content == .qed || isOldQCOW else {
            // What is packed and what is in an archive may hold anything, but does not begin like a disk. A kernel may begin
            // with a boot sector.
            let others = uploaded.matches.map(\.format).filter { $0 != .raw && $0 != .gpt }
            return others.isEmpty ? [] : [.severalFormats([content.mark] + others)]
        }
        return uploaded.dangers.filter { danger in
            switch danger {
            // That a file is no more than a text, or is cut off, is told in other words.
            case .descriptor(.layout): content != .vmdk(.descriptor)
            case .footer: !isCutOff
            default: true
            }
        }
    }

    private var isOldQCOW: Bool {
        if case .qcow = content { true } else { false }
    }

    private func cut(_ uploaded: StreamedDisk?, _ size: Int64?) -> DiskDanger? {
        if let end, let size, end > UInt64(clamping: size) {
            return .truncated(missing: Int64(clamping: end - UInt64(clamping: size)))
        }
        let isIncomplete = content.containerFormat == .bare && uploaded?.matches.contains { !$0.isComplete } == true
        return isCutOff || isIncomplete ? .truncated(missing: nil) : nil
    }
}
