import ImageModel
import Testing

@testable import ViewModels

/// Sizes that a service may say, whatever they are.
@Suite struct DataSizeTests {
    @Test(
        "the sizes of images are added up, as far as there are such numbers",
        arguments: [([], 0), ([1, nil, 2], 3), ([.max, 1], .max), ([.max, .max, nil], .max), ([.min, -1], .min)]
            as [([Int64?], Int64)])
    func sum(sizes: [Int64?], sum: Int64) {
        #expect(sizes.map { Image.sample(size: $0) }.dataSize == sum)
    }
}
