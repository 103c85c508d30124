import DiskFormats
import ImageModel

/// The steps of a transfer, from its start to the verdict.
extension TransferModel {
    /// Transfers the data, and sets the final state.
    func run() async {
        var end: State
        do throws(APIError) {
            end = try await bring()
        } catch {
            let isCalledOff = error.kind == .cancelled || Task.isCancelled
            isLeftToService = mayGoOn(without: error, isCalledOff)
            let attempt: Explanation.Attempt =
                isLeftToService
                ? .following(name: name) : state == .importing ? .importing(name: name) : .upload(name: name)
            if isCalledOff {
                end = .cancelled
            } else if let otherHash, let checksum {
                end = .failed(Explanation(otherHash, insteadOf: checksum, name: name))
            } else if error.kind == .source {
                end = .failed(Explanation(unreadable: error, plan, name: name))
            } else {
                end = .failed(Explanation(error, during: attempt))
            }
        }
        if case .failed(let explanation) = end {
            end = .failed(explanation.hiding(plan.origin))
            actualFormat = await otherFormat(than: explanation)
        }
        task = nil
        isHeld = false
        state = end
    }

    /// Whether the service has, or may have, everything that it needs, so that only gaze's own monitoring has ended.
    private func mayGoOn(without error: APIError, _ isCalledOff: Bool) -> Bool {
        switch state {
        case .verifying: isCalledOff || error.mayPass
        // Without an answer, it is not known whether the service has received the request.
        case .importing: isCalledOff || error.kind == .noAnswer || error.kind == .timedOut
        case .sending: isCalledOff && isUnanswered
        case .waiting, .held, .verified, .failed, .cancelled: false
        }
    }

    /// Returns the disk format of data that was refused because the record says another one: according to the service's
    /// message, or else to the bytes of the file. Nil if that was not the reason.
    private func otherFormat(than explanation: Explanation) async -> String? {
        let refusal = FormatRefusal(explanation.serverMessage)
        var format: String?
        if case .mismatch(let data)? = refusal { format = data }
        if format == nil, explanation.status == 415, case .send(.file(let file), _) = plan {
            format = (try? await surroundings.look(file.path))?.diskFormat?.rawValue
        }
        return format == recordedFormat ? nil : format
    }

    /// Performs all steps: the transfer to the service, the import into the stores, and the verification.
    private func bring() async throws(APIError) -> State {
        if isTakenUp { return try await takeUp() }
        guard missing.isEmpty else {
            let stores = ImageImport.Stores.some(missing, mustSucceed: false)
            return try await importing(ImageImport(.copyImage, stores: stores), receipt: staged ?? receipt)
        }
        switch plan {
        case .send(let origin, .upload(let store)):
            let receipt: UploadReceipt
            do throws(APIError) {
                receipt = try await send(origin, to: .store(store))
            } catch {
                return try await verdict(without: error)
            }
            state = .verifying
            return verdict(on: try await settled(), receipt: receipt)
        case .send(let origin, .staged(let stores)):
            let receipt: UploadReceipt
            if let staged {
                receipt = staged
            } else {
                receipt = try await send(origin, to: .staging)
                staged = receipt
            }
            try await passHold()
            return try await importing(ImageImport(.glanceDirect, stores: stores), receipt: receipt)
        case .fetch(let request):
            return try await importing(request, receipt: nil)
        }
    }

    /// Checks what the service has of an upload that was not answered, or only by a proxy: all of it may have arrived, and only
    /// the answer taken longer than a proxy waits.
    ///
    /// - Throws: the given error, unless the service has all of the data.
    private func verdict(without error: APIError) async throws(APIError) -> State {
        guard error.isWithoutAnswer, !Task.isCancelled, let record = try? await api.image(imageID),
            record.image.status != .queued
        else { throw error }
        let image = try await settled().image
        guard image.status == .active else { throw error }
        return end(with: Verdict(on: image, receipt: receipt, plan: plan), on: image)
    }

    /// Checks what the service has of a transfer that was cut off.
    ///
    /// - Returns: the verdict if every requested store has the data; otherwise `.waiting`, to continue when its turn comes, or
    ///   a failure if the cloud cannot copy the data to the missing stores.
    private func takeUp() async throws(APIError) -> State {
        let record = try await settled {
            $0.image.status != .uploading && $0.image.status.isInTransit || ImportFollower.isPending($0)
        }
        isTakenUp = false
        if record.image.status == .active {
            noteStores(in: record)
            guard missing.isEmpty else {
                guard mayCopy else { return .failed(Explanation(missing: missing, name: name)) }
                return .waiting
            }
            return verdict(on: record, receipt: receipt)
        }
        if record.image.status == .uploading { staged = receipt }
        return .waiting
    }

    private func importing(_ request: ImageImport, receipt: UploadReceipt?) async throws(APIError) -> State {
        state = .importing
        let follower = ImportFollower(api: api, image: imageID)
        let outcome: ImportFollower.Outcome
        do throws(APIError) {
            outcome = try await follower.perform(request) { record in
                note(record)
                stores = StoreProgress.all(in: record, targets: plan.targets(among: offer.stores))
            }
        } catch {
            // Data that the service has not kept must be sent again.
            if error.kind == .conflict { staged = nil }
            throw error
        }
        switch outcome {
        case .failed(let reason, let status):
            if status == .queued { staged = nil }
            // The other stores have the data.
            guard missing.isEmpty else {
                return .failed(Explanation(missing: missing, name: name, message: reason))
            }
            return .failed(Explanation(importFailed: reason, name: name))
        case .settled(let record, let message):
            state = .verifying
            noteStores(in: record)
            guard missing.isEmpty else {
                // A message that names only other stores is not the reason.
                let reason = missing.contains { message.contains($0) } ? message : ""
                return .failed(Explanation(missing: missing, name: name, message: reason))
            }
            return verdict(on: record, receipt: receipt)
        }
    }

    /// Records the progress in each store, now that the image is active.
    private func noteStores(in record: ImageRecord) {
        stores = StoreProgress.all(in: record, targets: plan.targets(among: offer.stores))
        missing = stores.filter { $0.state != .present }.map(\.store)
    }

    /// Waits while the user has paused the transfer.
    private func passHold() async throws(APIError) {
        while isHeld {
            let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
            gate = continuation
            state = .held
            for await _ in stream {}
            gate = nil
            if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
        }
    }

    /// Reads the record until the service has finished processing the data.
    private func settled(
        while isChanging: (ImageRecord) -> Bool = { $0.image.status.isInTransit }
    ) async throws(APIError) -> ImageRecord {
        var backoff = Backoff()
        while true {
            let record = try await api.awaitedImage(imageID)
            note(record)
            if !isChanging(record) { return record }
            try await backoff.pause()
        }
    }

    private func note(_ record: ImageRecord) {
        reading = Reading(record: record, number: (reading?.number ?? 0) + 1)
        onRead(record.image)
    }

    private func verdict(on record: ImageRecord, receipt: UploadReceipt?) -> State {
        end(with: Verdict(on: record.image, receipt: receipt, plan: plan), on: record.image)
    }

    /// Returns the final state for a verdict on what the service has stored. The publisher's checksum is compared after that.
    private func end(with verdict: Verdict, on image: Image) -> State {
        switch verdict.after(copying: plan.copied, as: image) {
        case .bad(let finding): return .failed(Explanation(unproven: finding, name: name))
        case .others(let finding): return .failed(Explanation(others: finding, name: name))
        case .good(let words):
            guard let checksum else { return .verified(words) }
            switch (checksum.isHash(of: image), plan) {
            case (false?, _), (nil, .fetch):
                return .failed(Explanation(ofStored: image, insteadOf: checksum, name: name))
            // All of the data has been sent, so it was compared with the checksum on the way.
            case (_, .send): return .verified("\(words); its \(checksum.title) is the one that was given")
            case (true?, .fetch):
                let size = image.size.map { Format.bytes($0) } ?? "data of unknown size"
                return .verified(
                    "the cloud fetched \(size) by itself, and its \(checksum.title) is the one that was given")
            }
        }
    }
}
