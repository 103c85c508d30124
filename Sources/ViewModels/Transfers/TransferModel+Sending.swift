import ImageModel

/// The sending of the data.
extension TransferModel {
    /// Sends all of the data, and updates the progress.
    ///
    /// - Returns: the receipt for what was sent.
    /// - Throws: `APIError` if the data does not arrive, or if the image is deleted in the meantime.
    func send(_ origin: TransferPlan.Origin, to destination: DataDestination) async throws(APIError)
        -> UploadReceipt
    {
        isUnanswered = false
        let found = try await surroundings.open(try await current(origin))
        let finding = CheckedChunks.Finding()
        let data =
            checksum.map { ImageData(size: found.size, chunks: CheckedChunks(found, $0, finding: finding)) } ?? found
        size = data.size ?? size
        receipt = nil
        let sentData = SentData()
        let (progress, tell) = AsyncStream.makeStream(of: Sent.self, bufferingPolicy: .bufferingNewest(1))
        let measured = MeasuredChunks(data) {
            sentData.noteEnd()
            tell.yield(.all($0))
        }
        async let result = Self.upload(
            ImageData(size: data.size, chunks: measured), of: imageID, to: destination, api: api, tell, sentData)
        async let _ = Self.look(whether: imageID, isThere: api, every: surroundings.lookInterval, tell, sentData)
        meter = RateMeter()
        for await sent in progress {
            switch sent {
            case .part(let bytes):
                meter.note(bytes, at: surroundings.instant())
                bytesSent = bytes
            case .all(let bytes): noteAllSent(bytes)
            }
            onProgress()
        }
        // Throwing cancels the upload.
        if let deletion = sentData.deletion { throw deletion }
        let outcome = await result
        let wasWhole = allSent != nil || sentData.isWhole
        otherHash = finding.otherHash
        do throws(APIError) {
            let sent = try outcome.get()
            allSent = nil
            receipt = sent
            return sent
        } catch {
            // Staged data without an answer is of no use: only an import stores it.
            isUnanswered = destination != .staging && wasWhole && (Task.isCancelled || error.isWithoutAnswer)
            if isUnanswered { receipt = sentData.receipt } else { allSent = nil }
            throw error
        }
    }

    /// The progress of sending.
    private enum Sent {
        case part(Int64)
        case all(Int64)
    }

    /// Records that the last byte has been sent: from now on, the answer is awaited.
    func noteAllSent(_ bytes: Int64) {
        bytesSent = bytes
        allSent = surroundings.instant()
    }

    /// Returns the origin in its current state. On a retry, a file may have changed; then it is sent as it is now, and the user
    /// is told. On the first attempt, it must be the file that the user has looked at.
    private func current(_ origin: TransferPlan.Origin) async throws(APIError) -> TransferPlan.Origin {
        guard case .file(let file) = origin, case .send(_, let route) = plan else { return origin }
        guard wasSent else {
            wasSent = true
            return origin
        }
        let found: DataFile
        do throws(DataFileError) {
            found = try await surroundings.inspect(file.path)
        } catch {
            throw APIError(kind: .source, message: error.description)
        }
        plan = .send(.file(found), route)
        return .file(found)
    }

    /// Checks periodically whether the image is still there, and ends the progress if it is not: a service that receives data
    /// reports that only once it has all of it.
    private nonisolated static func look(
        whether id: Image.ID, isThere api: any ImageAPI, every interval: Duration?,
        _ progress: AsyncStream<Sent>.Continuation, _ sentData: SentData
    ) async {
        guard let interval else { return }
        while true {
            // There is no notification of a deletion, so the record is polled.
            do { try await Task.sleep(for: interval) } catch { return }
            do throws(APIError) {
                _ = try await api.image(id)
            } catch {
                guard error.kind == .notFound else { continue }
                sentData.note(deletion: APIError(status: 410, message: error.message))
                return progress.finish()
            }
        }
    }

    private nonisolated static func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination, api: any ImageAPI,
        _ progress: AsyncStream<Sent>.Continuation, _ sentData: SentData
    ) async -> Result<UploadReceipt, APIError> {
        defer { progress.finish() }
        do throws(APIError) {
            return .success(
                try await api.upload(
                    data, of: id, to: destination, progress: { progress.yield(.part($0)) },
                    sent: { sentData.note($0) }))
        } catch {
            return .failure(error)
        }
    }
}
