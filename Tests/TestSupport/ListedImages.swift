package import ImageModel

/// A service's images in memory, listed as the Image API lists them: by page, from a marker, in an order.
package struct ListedImages: Sendable {
    /// The images, in no order.
    package var images: [Image]
    /// Images of a page at most, whatever a query asks for (Glance's `api_limit_max`).
    package var most = Int.max

    /// Images that are listed.
    package init(_ images: [Image]) { self.images = images }

    /// The page that a query asks for.
    ///
    /// - Throws: 400 where the marker is none of the images.
    package func page(for query: ImageQuery) throws(APIError) -> ImagePage {
        var rows = sorted(by: query.order ?? .newestFirst).filter { image in
            query.conditions.allSatisfy { Self.fulfils(image, $0) }
        }
        if let marker = query.marker {
            guard let row = rows.firstIndex(where: { $0.id == marker }) else {
                throw APIError(status: 400, message: "No image found with ID \(marker)")
            }
            rows.removeFirst(row + 1)
        }
        let page = Array(rows.prefix(min(most, query.limit ?? ImageLimits.defaultPageSize)))
        return ImagePage(images: page, next: page.count < rows.count ? .init(path: "/v2/images?marker=") : nil)
    }

    /// Of all conditions, those are understood that name ids, or the first moment of a change.
    private static func fulfils(_ image: Image, _ condition: ImageQuery.Condition) -> Bool {
        switch condition.parameter {
        case "id": condition.value.dropFirst("in:".count).split(separator: ",").contains { $0 == image.id }
        case "updated_at": (image.updatedAt?.rawValue ?? "") >= condition.value.dropFirst("gte:".count)
        default: true
        }
    }

    /// All of the images in an order.
    package func sorted(by order: ImageOrder) -> [Image] {
        let rows = images.sorted { Self.value(of: $0, order.key) < Self.value(of: $1, order.key) }
        return order.isAscending ? rows : rows.reversed()
    }

    /// What images are compared by: the key's value, and then what no two have in common. What is missing is least.
    private static func value(of image: Image, _ key: ImageOrder.Key) -> (Int64, String, String, String) {
        let moment = image.createdAt?.rawValue ?? ""
        return switch key {
        case .createdAt: (0, "", moment, image.id)
        case .name: (0, image.name ?? "", moment, image.id)
        case .status: (0, image.status.rawValue, moment, image.id)
        case .size: (image.size ?? -1, "", moment, image.id)
        case .updatedAt: (0, image.updatedAt?.rawValue ?? "", moment, image.id)
        case .diskFormat: (0, image.diskFormat ?? "", moment, image.id)
        case .containerFormat: (0, image.containerFormat ?? "", moment, image.id)
        case .id: (0, image.id, "", "")
        }
    }
}
