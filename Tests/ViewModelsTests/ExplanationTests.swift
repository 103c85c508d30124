import ImageModel
import Testing

@testable import ViewModels

@Suite struct ExplanationTests {
    private static let kinds: [APIError.Kind] = [
        .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .gone, .tooLarge, .unsupportedMediaType,
        .unavailable, .otherStatus, .notUnderstood, .noAnswer, .timedOut, .tls, .source, .cancelled,
    ]
    private static let attempts: [Explanation.Attempt] = [
        .create, .upload(name: "alpine"), .importing(name: "alpine"), .list, .show, .delete(name: "alpine", id: "one"),
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

    @Test("a protected image says how the protection is taken off")
    func protected() {
        let words = Explanation(
            APIError(
                status: 403,
                message: "Image 84d58351-8b12-455d-890a-f544aec725bf is protected and cannot be deleted."),
            during: .delete(name: "alpine", id: "84d58351-8b12-455d-890a-f544aec725bf"))
        #expect(words.headline == "alpine was not deleted (403)")
        #expect(words.reason.contains("protected"))
        #expect(words.advice.contains("openstack image set --unprotected 84d58351-8b12-455d-890a-f544aec725bf"))
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
}
