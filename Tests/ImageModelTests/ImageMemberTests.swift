import Foundation
import Testing

@testable import ImageModel

@Suite struct ImageMemberTests {
    @Test("a member is read as Glance answers it, of whatever status")
    func decoding() throws {
        let json = """
            {"member_id": "8989447062e04a818baf9e073fd04fa7", "image_id": "b2173dd3-7ad6-4362-baa6-a68bce3565cb",
             "status": "pending", "created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-02T12:00:00Z",
             "schema": "/v2/schemas/member"}
            """
        let member = try JSONDecoder().decode(ImageMember.self, from: Data(json.utf8))
        #expect(
            member
                == ImageMember(
                    project: "8989447062e04a818baf9e073fd04fa7", status: .pending,
                    createdAt: Timestamp(rawValue: "2026-03-01T12:00:00Z"),
                    updatedAt: Timestamp(rawValue: "2026-03-02T12:00:00Z")))
        let bare = try JSONDecoder().decode(
            ImageMember.self, from: Data(#"{"member_id": "p", "status": "forgotten"}"#.utf8))
        #expect(bare == ImageMember(project: "p", status: "forgotten"))
        #expect(bare.id == "p")
    }
}
