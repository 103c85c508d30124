// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in our own targets; dependencies are built as their authors say.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house and the tests that stand beside it.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], tests: [Target.Dependency] = [],
    resources: [Resource] = [], testData: [String] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict),
        .testTarget(
            name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies + tests, exclude: testData,
            swiftSettings: strict),
    ]
}

let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioFoundation: Target.Dependency = .product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "gaze",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "gaze", targets: ["gaze"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CNcurses", pkgConfig: "ncursesw", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])])
    ]
        + room("ImageModel")
        + room("DiskFormats", tests: ["TestSupport"], testData: ["inspected_by_glance.py"])
        + room("Terminal", ["CNcurses", yams])
        + room(
            "Clouds", [yams, asyncHTTPClient, crypto, nioCore, nioPosix, nioSSL, nioFoundation, nioHTTP1],
            tests: ["ScriptedServer", "TestSupport"])
        + room("Widgets", ["Terminal"])
        + room(
            "ImageClient",
            ["ImageModel", "Clouds", asyncHTTPClient, crypto, nioCore, nioFoundation, nioHTTP1],
            tests: ["ScriptedServer", "TestSupport", nioPosix, nioSSL])
        + room(
            "ImageService",
            [
                "ImageModel", "DiskFormats", "Clouds", asyncHTTPClient, hummingbird, hummingbirdCore,
                grdb, crypto, logging, nioCore, nioHTTP1, nioHTTPTypes, nioPosix, httpTypes,
            ],
            tests: [nioHTTP1, nioFoundation, logging, "ScriptedServer", "TestSupport"])
        + room(
            "ViewModels", ["ImageModel", "DiskFormats", crypto, yams], tests: ["TestSupport"],
            resources: [.embedInCode("Presets")])
        + room(
            "Screens", ["Widgets", "ViewModels", "Terminal", "ImageModel"], tests: ["DiskFormats", "TestSupport"],
            testData: ["Snapshots"])
        + [
            .target(
                name: "ScriptedServer", dependencies: ["TestSupport", nioCore, nioPosix, nioHTTP1, nioSSL],
                path: "Tests/ScriptedServer",
                swiftSettings: strict),
            .executableTarget(
                name: "gaze",
                dependencies: [
                    "Screens", "Widgets", "ViewModels", "ImageClient", "ImageService", "Clouds", "Terminal",
                    "ImageModel", "DiskFormats", logging, yams, asyncHTTPClient, subprocess, systemPackage,
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                ],
                swiftSettings: strict),
            .testTarget(
                name: "gazeTests",
                dependencies: [
                    "gaze", "ViewModels", "Terminal", "ImageModel", "DiskFormats", "ScriptedServer", "TestSupport",
                    asyncHTTPClient, crypto, nioCore, nioFoundation, nioHTTP1, yams,
                ],
                exclude: ["Clients"],
                swiftSettings: strict),
            .target(
                name: "TestSupport", dependencies: ["ImageModel", subprocess, systemPackage, nioCore, nioPosix],
                path: "Tests/TestSupport", swiftSettings: strict),
        ]
)
