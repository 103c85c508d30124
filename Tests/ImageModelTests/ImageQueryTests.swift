import Testing

@testable import ImageModel

@Suite struct ImageQueryTests {
    @Test(
        "a query is a path, in which nothing means anything but itself",
        arguments: [
            (ImageQuery(), "/v2/images"), (ImageQuery(limit: 25), "/v2/images?limit=25"),
            (ImageQuery(limit: 2, marker: "a b&c+d;e=é"), "/v2/images?limit=2&marker=a%20b%26c%2Bd%3Be%3D%C3%A9"),
            (ImageQuery(order: .newestFirst), "/v2/images?sort=created_at:desc"),
            (
                ImageQuery(limit: 1, marker: "m", order: ImageOrder(.diskFormat, isAscending: true)),
                "/v2/images?limit=1&marker=m&sort=disk_format:asc"
            ),
        ])
    func path(_ query: ImageQuery, _ path: String) {
        #expect(query.path == path)
    }

    @Test("the orders follow each other round, each in its usual direction")
    func orders() {
        var order = ImageOrder.newestFirst
        var parameters: [String] = []
        for _ in ImageOrder.Key.allCases {
            order = order.next
            parameters.append(order.parameter)
        }
        #expect(
            parameters == [
                "name:asc", "status:asc", "size:desc", "updated_at:desc", "disk_format:asc", "container_format:asc",
                "id:asc", "created_at:desc",
            ])
        #expect(order == .newestFirst)
    }

    @Test("an order turned round twice is itself", arguments: ImageOrder.Key.allCases)
    func reversed(_ key: ImageOrder.Key) {
        let order = ImageOrder(key, isAscending: true)
        #expect(order.reversed.parameter == "\(key.rawValue):desc")
        #expect(order.reversed.reversed == order)
        #expect(order.reversed.next == order.next)
        #expect(key.attribute.rawValue == key.rawValue)
    }
}
