import ArgumentParser
import Foundation
import ViewModels

/// The options of `gaze create` and `gaze upload` that say where the data is, and how it is brought.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file, an address (https://HOST/PATH), an image of another region (glance://REGION/ID) or another cloud "
                + "(glance://CLOUD:REGION/ID), or - for standard input. (default: a record only)", valueName: "source"),
        completion: .file())
    var data: String?

    @Option(
        help: ArgumentHelp(
            "How the data is brought: upload, glance-direct, web-download or glance-download. (default: what fits the data "
                + "and the stores)", valueName: "method"),
        completion: .list(["upload", "glance-direct", "web-download", "glance-download"]))
    var method: String?

    @Option(help: ArgumentHelp("A store that the data goes to; repeated for several. (default: the cloud's own)"))
    var store: [String] = []

    @Option(
        help: ArgumentHelp(
            "The hash that the publisher says: by itself (SHA-512, SHA-256, MD5 or another, told by its length), after sha512: or "
                + "sha256:, or @FILE, a SHA512SUMS that has a line for the data. The data is compared as it is sent; where it is "
                + "another, the last part is withheld, and the image stays queued.", valueName: "hash"))
    var checksum: String?

    @Flag(help: "Bring the data to every store.")
    var allStores = false

    @Flag(help: "One store that fails makes all of the import fail. (default: the image can be used from the others)")
    var allOrNone = false

    func validate() throws {
        if allStores, !store.isEmpty { throw ValidationError("--all-stores names every store: leave --store out.") }
        if data == "-", isatty(STDIN_FILENO) == 1 {
            throw ValidationError(
                "--data - reads standard input, and that is a terminal. Pipe the data in: … | gaze create --data - NAME"
            )
        }
        if data == nil, method != nil || checksum != nil || !store.isEmpty || allStores || allOrNone {
            throw ValidationError(
                "--method, --checksum, --store, --all-stores and --all-or-none are about data: name it by --data.")
        }
        if checksum?.isEmpty == true { throw ValidationError("--checksum says nothing: give a hash, or leave it out.") }
        if data?.isEmpty == true { throw ValidationError("--data names nothing: leave it out for a record only.") }
    }

    func fill(in draft: inout Draft) {
        draft.data = data ?? ""
        draft.method = method
        draft.checksum = checksum ?? ""
        draft.stores = allStores ? [TransferOffer.all] : store
        draft.mustAllSucceed = allOrNone ? true : nil
    }
}
