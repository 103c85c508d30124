import ImageModel
import Testing

@testable import ViewModels

@Suite struct ExplanationTests {
    private static let kinds: [APIError.Kind] =
        [
            .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .gone, .tooLarge, .unsupportedMediaType,
            .unavailable, .otherStatus, .noLogin, .noService, .notUnderstood, .noAnswer, .timedOut, .source, .cancelled,
            .readOnly,
        ] + APIError.TLSFault.allCases.map(APIError.Kind.tls)
    private static let attempts: [Explanation.Attempt] = [
        .create, .upload(name: "alpine"), .importing(name: "alpine"), .following(name: "alpine"), .list, .show,
        .delete(name: "alpine", id: "one"),
        .schema,
    ]

    @Test("every failure of every attempt has a headline, a reason and an advice", arguments: kinds, attempts)
    func complete(_ kind: APIError.Kind, _ attempt: Explanation.Attempt) {
        let words = Explanation(APIError(kind: kind, message: ""), during: attempt)
        #expect(!words.headline.isEmpty)
        #expect(!words.reason.isEmpty)
        #expect(!words.advice.isEmpty)
        #expect(!words.headline.contains("("))
    }

    @Test("the status, the service's message and the request's id are kept")
    func kept() {
        let words = Explanation(
            APIError(status: 500, message: "The server has either erred", requestID: "req-1"), during: .list)
        #expect(words.headline == "The list could not be read (500)")
        #expect(words.status == 500)
        #expect(words.serverMessage == "The server has either erred")
        #expect(words.requestID == "req-1")
    }

    @Test("what is refused here is not said to be the service's words")
    func readOnly() {
        let words = Explanation(APIError(kind: .readOnly, message: "--readonly"), during: .command("x", nil))
        #expect(words.serverMessage.isEmpty && words.reason.contains("(--readonly)"))
        // A picture was not started with --readonly.
        let picture = Explanation(APIError(kind: .readOnly, message: Explanation.picture), during: .create)
        #expect(picture.reason.contains("(--screenshot)") && !picture.advice.contains("--readonly"))
    }

    @Test("a protected image says how the protection is taken off")
    func protected() {
        let words = Explanation(
            APIError(
                status: 403,
                message: "Image 84d58351-8b12-455d-890a-f544aec725bf is protected and cannot be deleted."),
            during: .delete(name: "alpine", id: "84d58351-8b12-455d-890a-f544aec725bf"))
        #expect(words.headline == "alpine was not deleted (403)")
        #expect(words.reason.contains("protected"))
        // On a screen, gaze's own record does it; a command is for scripts.
        #expect(words.advice == "Take the protection off in its record, then delete it again.")
    }

    @Test("a format that an image with data keeps is a matter of its state, not of what one may do")
    func keptFormat() {
        let error = APIError(status: 403, message: "Attribute disk_format can be only replaced for a queued image.")
        let command = Explanation(error, during: .command("alpine was not changed", "one"))
        #expect(command.reason == "An image keeps its formats once it has data.")
        #expect(command.advice == "Create another image like it: gaze create --like one --data … NAME")
        let screen = Explanation(error, during: .change("alpine was not changed"))
        #expect(screen.reason == command.reason && !screen.advice.contains("gaze create"))
        for words in [command, screen] { #expect(words.cause == .request(.conflict) && words.status == 403) }
    }

    @Test(
        "each fault of a secure connection has its own remedy",
        arguments: [
            (.notSpoken, "http:// or https://"), (.otherName, "the name that the certificate is for"),
            (.authorities, "it is PEM"), (.untrusted, "OS_CACERT."), (.handshake, "any proxy"),
        ] as [(APIError.TLSFault, String)])
    func tls(fault: APIError.TLSFault, advice: String) {
        let words = Explanation(APIError(kind: .tls(fault), message: "the reason"), during: .list)
        #expect(words.reason == "No secure connection: the reason.")
        #expect(words.advice.contains(advice))
        #expect(words.advice.contains("certificate authority") == (fault == .untrusted))
    }

    @Test("a public image that is refused says which visibility is left")
    func publicize() {
        let words = Explanation(
            APIError(status: 403, message: "You are not authorized to complete publicize_image action."),
            during: .create)
        #expect(words.reason.contains("public"))
        #expect(words.advice.contains("community") && words.advice.contains("shared"))
    }

    @Test(
        "an attribute of the service alone is named",
        arguments: [
            ("Attribute 'status' is read-only.", "status"), ("Attribute 'locations' is reserved.", "locations"),
        ])
    func serviceOnly(_ message: String, _ name: String) {
        let words = Explanation(APIError(status: 403, message: message), during: .create)
        #expect(words.reason.hasPrefix(name))
    }

    @Test(
        "where a service cannot be reached, it is said why",
        arguments: [
            ("cannot connect to a:9292: connection refused", ": cannot connect to a:9292: connection refused."),
            ("It is down.", ": It is down."), ("", "."),
        ])
    func unreachable(_ message: String, _ end: String) {
        let words = Explanation(APIError(kind: .noAnswer, message: message), during: .list)
        #expect(words.reason == "The service cannot be reached" + end)
        #expect(words.advice.contains("the network") == !message.hasSuffix("."))
    }

    @Test("where the login or the catalog is at fault, it is not said of the image service")
    func noWay() {
        let region = Explanation(
            APIError(kind: .noService, message: "The cloud's catalog has no image service in the region Mars."),
            during: .list)
        #expect(
            region.reason
                == "gaze cannot locate the image service: The cloud's catalog has no image service in the region Mars.")
        #expect(region.advice.contains("clouds.yaml") && region.serverMessage.isEmpty)
        let down = Explanation(APIError(kind: .noLogin, status: 503, message: "No server is available"), during: .list)
        #expect(down.headline == "The list could not be read (503)" && down.reason.hasPrefix("Keystone"))
        #expect(down.serverMessage == "No server is available")
    }

    @Test("what a change is refused for before anything is sent is said by itself, and not as the service's words")
    func foundWrongHere() {
        let message = "No project is called “other”. Give its name, or its id."
        let words = Explanation(APIError(kind: .badRequest, message: message), during: .change("a was not offered"))
        #expect(words.reason == message && words.advice == "Nothing was sent." && words.serverMessage.isEmpty)
        let refused = Explanation(APIError(status: 400, message: "no such operator"), during: .list)
        #expect(refused.advice.contains("filter") && refused.serverMessage == "no such operator")
    }

    @Test("any other refusal is the policy's")
    func policy() {
        let words = Explanation(
            APIError(status: 403, message: "You are not authorized to complete delete_image action."),
            during: .delete(name: "alpine", id: "one"))
        #expect(words.reason.contains("policy"))
    }

    @Test(
        "a value that is refused is named as the form names it",
        arguments: [
            ("'min_disk' value out of range, must not exceed 2147483647.", "Min disk GB"),
            ("Name can't contain 4 byte unicode characters.", "Name"),
            ("On instance['foo']:\n    5", "The property foo"),
            ("Custom property should not be greater than 255 characters.", "A property"),
        ])
    func refusedValue(_ message: String, _ name: String) {
        let words = Explanation(APIError(status: 400, message: message), during: .create)
        #expect(words.reason == "\(name) has a value that the service refuses.")
    }

    @Test(
        "a create without an answer says that the outcome is not known", arguments: [APIError.Kind.noAnswer, .timedOut])
    func lostCreate(_ kind: APIError.Kind) {
        let create = Explanation(APIError(kind: kind, message: ""), during: .create)
        #expect(create.reason.contains("not known whether the record was made"))
        #expect(create.advice.contains("look at the list"))
        let list = Explanation(APIError(kind: kind, message: ""), during: .list)
        #expect(!list.reason.contains("not known"))
    }

    @Test(
        "where there was no connection, nothing was sent, and that is said",
        arguments: [Explanation.Attempt.create, .change("a was not changed"), .delete(name: "a", id: "b")])
    func unsent(_ attempt: Explanation.Attempt) {
        var error = APIError(kind: .noAnswer, message: "cannot connect to a:9292: connection refused")
        error.isUnsent = true
        let words = Explanation(error, during: attempt)
        #expect(words.reason.hasSuffix("cannot connect to a:9292: connection refused. Nothing was sent."))
        #expect(words.advice == "Check the address and the network, then try again.")
    }

    @Test(
        "a change or a delete without an answer may have been made, and is not told as if it were not",
        arguments: [APIError.Kind.noAnswer, .timedOut],
        [Explanation.Attempt.change("a was not changed"), .delete(name: "a", id: "b")])
    func lostChange(_ kind: APIError.Kind, _ attempt: Explanation.Attempt) {
        let words = Explanation(APIError(kind: kind, message: "no answer in time"), during: attempt)
        #expect(words.reason.hasSuffix("It may have been done anyway."))
        #expect(words.advice.contains("look at the image"))
        #expect(words.serverMessage.isEmpty == (kind == .timedOut))
    }

    @Test("the same answer means another thing to another attempt")
    func sameAnswer() {
        func reason(_ status: Int, _ attempt: Explanation.Attempt) -> String {
            Explanation(APIError(status: status, message: ""), during: attempt).reason
        }
        #expect(reason(409, .create).contains("id"))
        #expect(reason(409, .upload(name: "a")).contains("data already"))
        #expect(reason(409, .delete(name: "a", id: "b")).contains("in use"))
        #expect(reason(413, .create).contains("tags or properties"))
        #expect(reason(413, .upload(name: "a")).contains("quota"))
        #expect(reason(415, .upload(name: "a")).contains("disk format"))
        #expect(reason(415, .create).contains("JSON"))
    }

    @Test("a file that cannot be sent is explained in the file's words")
    func source() {
        let words = Explanation(
            APIError(kind: .source, message: "There is no file /a."), during: .upload(name: "alpine"))
        #expect(words.headline == "The data of alpine was not stored")
        #expect(words.reason.contains("There is no file /a."))
    }

    @Test("a change that conflicts with what the image is says what the service says of it")
    func conflictingChange() {
        let words = Explanation(
            APIError(status: 409, message: "Property a does not exist."), during: .change("alpine was not changed"))
        #expect(words.reason == "The service refuses it: “Property a does not exist.”")
        let silent = Explanation(APIError(status: 409, message: ""), during: .change("alpine was not changed"))
        #expect(silent.reason.contains("in a state that does not allow this"))
    }

    @Test("a command's words speak of options and commands, not of screens, keys and forms", arguments: kinds)
    func inCommand(kind: APIError.Kind) {
        let messages = [
            "", "Attribute 'status' is read-only.", "You are not authorized to complete publicize_image action.",
            "Invalid value '-1' for parameter 'min_disk': Cannot be a negative value",
            "Image disk_format qcow2 does not match stream data raw", "Image storage media is full: no room",
        ]
        for message in messages {
            for attempt in [Explanation.Attempt.create, .upload(name: "alpine"), .importing(name: "alpine")] {
                let words = Explanation(APIError(kind: kind, message: message), during: attempt).inCommand(on: "one")
                let text = words.reason + " " + words.advice
                #expect(!words.advice.isEmpty)
                for word in ["form", "key", "Look at", "in full", "Press", "record;", "the list"] {
                    #expect(
                        !text.replacing("format", with: "").contains(word), "\(kind), \(attempt), \(message): \(text)")
                }
            }
        }
    }

    @Test(
        "a command that is refused names the option, or how to go on with the record",
        arguments: [
            (400, "Invalid value '-1' for parameter 'min_disk': Cannot be a negative value", true, "--min-disk"),
            (409, "Image ID one already exists!", true, "--id"), (413, "too many tags", true, "--tag"),
            (
                415, "Image disk_format qcow2 does not match stream data raw", false,
                "gaze upload one --data … --disk-format raw"
            ), (413, "quota", false, "gaze upload one --data …"), (409, "", false, "gaze show one"),
        ])
    func options(status: Int, message: String, isCreate: Bool, words: String) {
        let explanation = Explanation(
            APIError(status: status, message: message), during: isCreate ? .create : .upload(name: "alpine")
        ).inCommand(on: "one")
        #expect((explanation.reason + explanation.advice).contains(words), "\(explanation)")
    }

    @Test(
        "data that cannot be read is called what it is",
        arguments: [
            (TransferPlan.send(.web(url: "http://a/b"), .upload(store: nil)), "The address"),
            (.send(.standardInput, .upload(store: nil)), "Standard input"),
            (.send(.file(DataFile(path: "/a", size: 1)), .upload(store: nil)), "The file"),
        ])
    func unreadable(plan: TransferPlan, what: String) {
        let words = Explanation(unreadable: APIError(kind: .source, message: "no."), plan, name: "alpine")
        #expect(
            words.reason == "\(what) cannot be sent as it is: no."
                || words.reason == "\(what) cannot be sent on as it is: no.")
        #expect(words.cause == .request(.source))
    }
}
