extension Finding {
    /// Returns everything that is wrong with a disk, each danger once.
    ///
    /// - Parameters:
    ///   - uploaded: what Glance finds in the data, if known.
    ///   - size: the size of the data in bytes, if known.
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
                // Other refusals are among the dangers already.
            }
        }
        return dangers
    }

    /// Returns the dangers that Glance finds.
    private func marks(_ uploaded: StreamedDisk) -> [DiskDanger] {
        guard content.containerFormat == .bare, content.diskFormat != nil || content == .qed || isOldQCOW else {
            // Packed data and archives may contain anything, but do not begin like a disk. A kernel may begin with a boot
            // sector.
            let others = uploaded.matches.map(\.format).filter { $0 != .raw && $0 != .gpt }
            return others.isEmpty ? [] : [.severalFormats([content.mark] + others)]
        }
        return uploaded.dangers.filter { danger in
            switch danger {
            // That the file is only a descriptor, or is truncated, is reported as another danger.
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
