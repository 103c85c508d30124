import Testing

@testable import ImageModel

@Suite struct APIErrorTests {
    @Test(
        "a status code stands for a kind",
        arguments: [
            (400, .badRequest), (401, .unauthorized), (403, .forbidden), (404, .notFound), (409, .conflict),
            (410, .gone), (413, .tooLarge), (415, .unsupportedMediaType), (503, .unavailable), (507, .unavailable),
            (402, .otherStatus), (405, .otherStatus), (422, .otherStatus), (500, .otherStatus), (502, .otherStatus),
        ] as [(Int, APIError.Kind)])
    func kinds(_ status: Int, _ kind: APIError.Kind) {
        let error = APIError(status: status, message: "why", requestID: "req-1")
        #expect(error == APIError(kind: kind, status: status, message: "why", requestID: "req-1"))
    }
}
