import ArgumentParser
import Clouds
import Foundation
import ImageService
import Logging
import ViewModels

/// `gaze serve`: runs the image service by itself, for any OpenStack client.
struct Serve: AsyncParsableCommand, Subcommand {
    static let field = CommandField.service
    static let configuration = CommandConfiguration(
        abstract: "Serve the Image API v2 to any OpenStack client.",
        discussion: """
            With --auth none everybody who can reach the address is an administrator, so it must be on loopback.
            With --auth keystone a token is checked at Keystone, which needs no user for that: the token asks for itself. \
            What Keystone says is remembered for up to 5 minutes.
            With --auth token the file of tokens is YAML:

              s3cret-token:
                user: alice
                project: demo
                roles: [member]
            """)

    enum AuthenticationMode: String, ExpressibleByArgument, CaseIterable {
        case none, token, keystone
    }

    @Option(help: "Where to listen, as HOST:PORT; port 0 takes a free one.")
    var listen = "127.0.0.1:9292"

    @Option(
        help: ArgumentHelp(
            "The address by which clients know the service, where something stands before it. (default: the one that a "
                + "request is sent to, with https where X-Forwarded-Proto says so)", valueName: "url"))
    var publicURL: String?

    @Option(help: "The folder of the records and the data. (default: $XDG_DATA_HOME/gaze)")
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A store for the images' data, and its folder; repeated for several, the usual one first. (default: local, in "
                + "the folder of --data)", valueName: "name=dir"))
    var store: [String] = []

    @Option(
        help: ArgumentHelp(
            "The most data that one image may have, in bytes or as 50G; more is refused. (default: 1T, as Glance's "
                + "image_size_cap)", valueName: "size"))
    var imageSizeCap: String?

    @Option(
        help: ArgumentHelp(
            "A host that web-download may read from; where any is named, no other. (default: every host of the public "
                + "network)", valueName: "host"))
    var importHost: [String] = []

    @Option(help: ArgumentHelp("A port that web-download may connect to. (default: 80 and 443)", valueName: "port"))
    var importPort: [Int] = []

    @Option(help: "How clients say who they are: none, token or keystone.")
    var auth = AuthenticationMode.none

    @Option(help: "The YAML file of tokens, for --auth token.")
    var tokens: String?

    @Option(help: ArgumentHelp("Keystone's address, for --auth keystone.", valueName: "url"))
    var keystoneURL: String?

    @Option(
        help: ArgumentHelp(
            "A PEM file of certificate authorities for Keystone, besides the system's.", valueName: "file"))
    var keystoneCacert: String?

    @Flag(help: "Do not check Keystone's certificate.")
    var keystoneInsecure = false

    /// The parent command, whose options may appear on the command line too.
    @ParentCommand var gaze: Gaze

    func validate() throws {
        if auth == .token, tokens == nil { throw ValidationError("--auth token needs --tokens FILE.") }
        if auth != .token, tokens != nil { throw ValidationError("--tokens is for --auth token.") }
        if auth == .keystone, keystoneURL == nil { throw ValidationError("--auth keystone needs --keystone-url URL.") }
        if auth != .keystone, keystoneURL != nil || keystoneCacert != nil || keystoneInsecure {
            throw ValidationError("--keystone-url, --keystone-cacert and --keystone-insecure are for --auth keystone.")
        }
        if let keystoneURL, !Self.isAddress(keystoneURL) {
            throw ValidationError("--keystone-url is an address, for example https://keystone.example:5000/v3.")
        }
        if let publicURL, !Self.isAddress(publicURL) {
            throw ValidationError("--public-url is an address, for example https://images.example.")
        }
        if let keystoneCacert, !FileManager.default.isReadableFile(atPath: keystoneCacert) {
            throw ValidationError("--keystone-cacert \(keystoneCacert) cannot be read.")
        }
        _ = try address
        _ = try stores
        _ = try sizeCap
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host?.isEmpty == false else {
            return false
        }
        return (url.user, url.password, url.query, url.fragment) == (nil, nil, nil, nil)
    }

    private var stores: [ServiceConfiguration.Store] {
        get throws {
            var stores: [ServiceConfiguration.Store] = []
            for text in store {
                guard let match = text.wholeMatch(of: /([A-Za-z0-9_.-]+)=(.+)/),
                    !stores.contains(where: { $0.name == match.1 })
                else {
                    throw ValidationError(
                        "--store is NAME=DIR, for example --store fast=/srv/fast, each name once; “\(text)” is not.")
                }
                stores.append(.init(name: String(match.1), folder: String(match.2)))
            }
            return stores
        }
    }

    private var sizeCap: Int64? {
        get throws {
            guard let imageSizeCap else { return nil }
            guard let size = ByteCount.read(imageSizeCap), size > 0 else {
                throw ValidationError(
                    "--image-size-cap is a size, for example 50G, 512M or a number of bytes; “\(imageSizeCap)” is not.")
            }
            return size
        }
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
        Descriptors.raiseLimit()
        let validator = keystoneURL.map {
            TokenValidator(
                keystoneURL: $0, certificateAuthorities: keystoneCacert, verifiesCertificates: !keystoneInsecure)
        }
        do {
            try await serve(authentication(validator))
        } catch {
            try await validator?.shutdown()
            throw error
        }
        try await validator?.shutdown()
    }

    private func authentication(_ validator: TokenValidator?) throws -> Authentication {
        if let validator { return .keystone(validator) }
        if let tokens { return .tokens(try TokensFile.read(tokens)) }
        return .none(Identity(user: NSUserName(), project: "local", roles: ["admin"]))
    }

    private func serve(_ authentication: Authentication) async throws {
        let service = try ImageService(
            ServiceConfiguration(
                data: data ?? FileLocations.current().data, address: try address, authentication: authentication,
                stores: try stores,
                webDownload: WebDownloadPolicy(
                    ports: importPort.isEmpty ? [80, 443] : Set(importPort), hosts: Set(importHost)),
                imageSizeCap: try sizeCap, publicURL: publicURL))
        try await Signals.cancelling([SIGINT, SIGTERM]) {
            try await service.run { address in
                print("The Image API v2 is served at http://\(address) (end it with ^C).")
                fflush(nil)
            }
        }
    }
}
