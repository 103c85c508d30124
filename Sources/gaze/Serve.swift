import ArgumentParser
import Foundation
import ImageService
import Logging

/// `gaze serve`: the image service alone, for anybody's client.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the Image API v2 to any OpenStack client.",
        discussion: """
            Without --auth token everybody who can reach the address is an administrator, so it must be on loopback.
            The file of tokens is YAML:

              s3cret-token:
                user: alice
                project: demo
                roles: [member]
            """)

    enum AuthenticationMode: String, ExpressibleByArgument, CaseIterable {
        case none, token
    }

    @Option(help: "Where to listen, as HOST:PORT; port 0 takes a free one.")
    var listen = "127.0.0.1:9292"

    @Option(help: "The folder of the records and the data. (default: $XDG_DATA_HOME/gaze)")
    var data: String?

    @Option(help: "How clients say who they are: none or token.")
    var auth = AuthenticationMode.none

    @Option(help: "The YAML file of tokens, for --auth token.")
    var tokens: String?

    func validate() throws {
        if auth == .token, tokens == nil { throw ValidationError("--auth token needs --tokens FILE.") }
        if auth == .none, tokens != nil { throw ValidationError("--tokens is for --auth token.") }
        _ = try address
    }

    private var address: ServiceConfiguration.Address {
        get throws {
            guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
                throw ValidationError("--listen is HOST:PORT, for example 127.0.0.1:9292.")
            }
            let host = listen[..<colon].trimmingCharacters(in: ["[", "]"])
            guard !host.isEmpty else { throw ValidationError("--listen needs a host, for example 127.0.0.1:\(port).") }
            return .tcp(host: host, port: Int(port))
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let authentication: Authentication =
            if let tokens {
                .tokens(try TokensFile.read(tokens))
            } else {
                .none(Identity(user: NSUserName(), project: "local", roles: ["admin"]))
            }
        let service = try ImageService(
            ServiceConfiguration(
                data: data ?? FileLocations.current().data, address: try address, authentication: authentication))
        try await Signals.cancelling([SIGINT, SIGTERM]) {
            try await service.run { address in
                print("The Image API v2 is served at http://\(address) (end it with ^C).")
                fflush(nil)
            }
        }
    }
}
