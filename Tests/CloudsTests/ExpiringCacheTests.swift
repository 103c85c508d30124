import Foundation
import Testing

@testable import Clouds

/// The bounds of what is remembered.
@Suite struct ExpiringCacheTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)

    @Test(
        "a value is good from its moment on, and not at its end",
        arguments: [(-1, false), (0, true), (9, true), (10, false)])
    func good(second: Double, isGood: Bool) {
        var cache = ExpiringCache<String, Int>(capacity: 10)
        cache.keep(7, for: "a", during: start..<start + 10)
        #expect(cache.value(for: "a", at: start + second) == (isGood ? 7 : nil))
    }

    @Test("the latest value counts, also where the earlier one is of the old generation")
    func latest() {
        var cache = ExpiringCache<Int, Int>(capacity: 4)
        for round in 0..<3 {
            for key in 0..<2 { cache.keep(round, for: key, during: start..<start + 10) }
        }
        for key in 0..<2 { #expect(cache.value(for: key, at: start) == 2) }
    }

    @Test("no more values are kept than there is room for, and the latest are among them", arguments: [2, 3, 10, 1000])
    func bound(capacity: Int) {
        var cache = ExpiringCache<Int, Int>(capacity: capacity)
        for key in 0..<5 * capacity {
            cache.keep(key, for: key, during: start..<start + 10)
            #expect(cache.count <= capacity)
            for recent in max(0, key - capacity / 2 + 1)...key {
                #expect(cache.value(for: recent, at: start) == recent)
            }
        }
    }
}
