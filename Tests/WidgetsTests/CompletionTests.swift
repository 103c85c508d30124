import Testing

@testable import Widgets

@Suite("Completion") struct CompletionTests {
    private let words = ["hw_cdrom_bus=", "hw_cpu_policy=", "hw_cpu_thread_policy=", "os_type="]

    private func next(_ completion: inout Completion, _ text: String) -> String? {
        completion.next(after: text) { text in text.isEmpty ? [] : words.filter { $0.hasPrefix(text) } }
    }

    @Test("one candidate is taken whole; where there is nothing to add, there is no next")
    func single() {
        var completion = Completion()
        #expect(next(&completion, "o") == "os_type=")
        #expect(next(&completion, "os_type=") == nil)
        #expect(next(&completion, "x") == nil)
        #expect(next(&completion, "") == nil)
    }

    @Test("of several, first what they have in common, and then each in turn")
    func several() {
        var completion = Completion()
        #expect(next(&completion, "hw_cp") == "hw_cpu_")
        #expect(next(&completion, "hw_cpu_") == "hw_cpu_policy=")
        #expect(next(&completion, "hw_cpu_policy=") == "hw_cpu_thread_policy=")
        #expect(next(&completion, "hw_cpu_thread_policy=") == "hw_cpu_policy=")
        // Another text begins anew.
        #expect(next(&completion, "hw_cd") == "hw_cdrom_bus=")
        #expect(next(&completion, "hw_cdrom_bus=") == nil)
    }

    @Test("a candidate that is the text itself is not offered first")
    func itself() {
        var completion = Completion()
        let taken = completion.next(after: "hw") { _ in ["hw", "hw_a", "hw_b"] }
        #expect(taken == "hw_a")
    }
}
