import Foundation
import TestSupport
import Testing

/// What only the service can refuse, because no rule of the form knows it.
@Suite(.atMost(4, of: "terminals")) struct LargeRequestTests {
    @Test("a request that is larger than the service takes is refused with 413, and goes once it is smaller")
    func tooLarge() async throws {
        try await gaze { terminal, home in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("heavy")
            try await terminal.press("BTab", "BTab")
            // Properties may be of any length; together these are over a mebibyte, which no body may be.
            let value = String(repeating: "x", count: 140_000)
            let file = try home.write("properties", Data((1...8).map { "key\($0)=\(value)\n" }.joined().utf8))
            try await terminal.paste(file: file)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was not created (413)")
            try await terminal.wait(for: "The request is larger than the cloud takes")
            try await terminal.press("BSpace", "C-u")
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
        }
    }
}
