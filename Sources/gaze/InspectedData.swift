import AsyncHTTPClient
import Clouds
import DiskFormats
import Foundation
import ImageClient
import ImageModel

/// Data for `gaze inspect` to examine: a file, a web address, or `-` for standard input.
struct InspectedData {
    /// The data's name, as given on the command line.
    let name: String

    /// Returns what the data is, or why it cannot be examined.
    func report() async -> InspectionReport {
        if name == "-" { return ofStandardInput() }
        let lowered = name.lowercased()
        if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") { return await ofAddress() }
        do throws(DiskFileError) {
            return InspectionReport(file: name, inspection: try await DiskInspection.inspect(fileAt: name))
        } catch {
            return InspectionReport(file: name, error: error)
        }
    }

    /// Examines standard input, reading only as many bytes as are needed.
    private func ofStandardInput() -> InspectionReport {
        guard isatty(STDIN_FILENO) == 0 else {
            return unreadable("Standard input is a terminal. Pipe the data in: … | gaze inspect -")
        }
        var head: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: DiskInspection.headSize)
        while head.count < DiskInspection.headSize {
            let count = read(STDIN_FILENO, &bytes, DiskInspection.headSize - head.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                return unreadable("Standard input cannot be read: \(String(cString: strerror(errno)).lowercased()).")
            }
            if count == 0 { break }
            head += bytes.prefix(count)
        }
        return report(on: head, size: nil)
    }

    private func ofAddress() async -> InspectionReport {
        let http = HTTPClient(configuration: .web)
        let report: InspectionReport
        do {
            let data = try await WebSource(http: http).data(at: name)
            var head: [UInt8] = []
            for try await chunk in data.chunks {
                head += chunk
                if head.count >= DiskInspection.headSize { break }
            }
            report = self.report(on: head, size: data.size)
        } catch {
            let words = (error as? APIError)?.message ?? "\(ShownAddress(name)) cannot be read: \(error)"
            report = unreadable(words)
        }
        // The report is complete, so an error while shutting down does not matter.
        try? await http.shutdown()
        return report
    }

    private func report(on head: [UInt8], size: Int64?) -> InspectionReport {
        guard !head.isEmpty else {
            return unreadable(name == "-" ? "Standard input is empty." : "\(ShownAddress(name)) is empty.")
        }
        return InspectionReport(file: name, inspection: DiskInspection(beginning: head, size: size))
    }

    private func unreadable(_ words: String) -> InspectionReport {
        InspectionReport(file: name, unreadable: InspectionReport.Unreadable(description: words))
    }
}
