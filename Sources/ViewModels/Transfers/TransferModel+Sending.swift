import ImageModel

/// How a transfer sends the data.
extension TransferModel {
    /// Sends all of it, and tells how far it is.
    ///
    /// - Throws: where it does not arrive, or the image is gone meanwhile.
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
        // The upload is called off with this.
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
            // What is staged is stored by an import only.
            isUnanswered = destination != .staging && wasWhole && (Task.isCancelled || error.isWithoutAnswer)
            if isUnanswered { receipt = sentData.receipt } else { allSent = nil }
            throw error
        }
    }

    /// What has gone out.
    private enum Sent {
        case part(Int64)
        case all(Int64)
    }

    /// Takes note that the last of the data has gone out: from now on it is the service's turn.
    func noteAllSent(_ bytes: Int64) {
        bytesSent = bytes
        allSent = surroundings.instant()
    }

    /// The origin as it is now. A file that is brought again may have become another: it is sent as it is then, and that is
    /// told. At first it is what a person has looked at, and has to be that.
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

    /// Looks now and then whether the image is still there, and ends the telling where it is not: a service that is sent data says
    /// so only when it has all of it.
    private nonisolated static func look(
        whether id: Image.ID, isThere api: any ImageAPI, every interval: Duration?,
        _ progress: AsyncStream<Sent>.Continuation, _ sentData: SentData
    ) async {
        guard let interval else { return }
        while true {
            // Nobody tells of a deletion, so it is asked for.
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
