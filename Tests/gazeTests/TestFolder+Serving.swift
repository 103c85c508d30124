import Foundation
import TestSupport

extension TestFolder {
    /// Serves the folder at an address of the web on this machine, and hands that address out.
    func serving(_ body: (_ address: String) async throws -> Void) async throws {
        let program = """
            import functools, http.server, sys
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        _ = try await Command.running(["python3", "-c", program, path], environment: ["PATH": "/usr/bin:/bin"]) {
            server in
            try await body("http://127.0.0.1:\(server.firstLine.trimmingCharacters(in: .whitespacesAndNewlines))")
        }
    }
}
