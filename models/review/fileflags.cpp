// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/fileflags.h"

#include "review/pathfolders.h"

#include <algorithm>
#include <array>

namespace docket::review {

namespace {

constexpr int markerLines = 20;
constexpr qsizetype markerBytes = 4096;

QByteArrayView baseName(QByteArrayView path)
{
    return path.sliced(path.lastIndexOf('/') + 1);
}

} // namespace

bool isLockFile(QByteArrayView path)
{
    static constexpr auto names = std::to_array<QByteArrayView>({"package-lock.json",
                                                                 "npm-shrinkwrap.json",
                                                                 "yarn.lock",
                                                                 "pnpm-lock.yaml",
                                                                 "bun.lock",
                                                                 "bun.lockb",
                                                                 "Cargo.lock",
                                                                 "poetry.lock",
                                                                 "uv.lock",
                                                                 "Pipfile.lock",
                                                                 "pdm.lock",
                                                                 "Gemfile.lock",
                                                                 "composer.lock",
                                                                 "go.sum",
                                                                 "flake.lock",
                                                                 "Podfile.lock",
                                                                 "mix.lock",
                                                                 "pubspec.lock",
                                                                 "packages.lock.json",
                                                                 "deno.lock",
                                                                 "gradle.lockfile",
                                                                 "conan.lock"});
    const QByteArrayView name = baseName(path);
    return std::ranges::find(names, name) != names.end();
}

bool isVendoredPath(QByteArrayView path)
{
    static constexpr auto folders =
        std::to_array<QByteArrayView>({"vendor", "vendored", "third_party", "third-party", "3rdparty", "thirdparty",
                                       "node_modules", "bower_components", "Pods", "Carthage"});
    return liesInFolder(path, folders);
}

bool isGeneratedPath(QByteArrayView path)
{
    static constexpr auto ends = std::to_array<QByteArrayView>(
        {".min.js", ".min.css", ".js.map", ".css.map", ".pb.go", ".pb.h", ".pb.cc", "_pb2.py", "_pb2_grpc.py",
         ".g.dart", ".freezed.dart", ".designer.cs", ".Designer.cs", "-lock.json"});
    static constexpr auto folders =
        std::to_array<QByteArrayView>({"dist", "__generated__", "generated", "__snapshots__"});
    const QByteArrayView name = baseName(path);
    return std::any_of(ends.begin(), ends.end(), [&](QByteArrayView end) { return name.endsWith(end); })
        || name.indexOf(".generated.") > 0 || name.startsWith("moc_") || liesInFolder(path, folders);
}

bool hasGeneratedMarker(QByteArrayView text)
{
    text = text.first(std::min(text.size(), markerBytes));
    for (int line = 0; line < markerLines && !text.isEmpty(); ++line) {
        const qsizetype end = text.indexOf('\n');
        const QByteArray here = (end < 0 ? text : text.first(end)).toByteArray().toLower();
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        const bool names = here.contains("generated");
        if (here.contains("@generated") || (names && here.contains("do not edit"))
            || (here.contains("automatically generated") || here.contains("auto-generated")))
            return true;
    }
    return false;
}

quint8 pathFlags(const QByteArray &path, const PathAttributes &attributes)
{
    quint8 flags = 0;
    if (isLockFile(path))
        flags |= diff::LockFile;
    if (attributes.vendored.value_or(isVendoredPath(path)))
        flags |= diff::VendoredFile;
    if (attributes.text)
        flags |= *attributes.text ? diff::TextByAttributes : diff::NotForReading;
    if (attributes.generated)
        return flags | diff::SaidByAttributes | (*attributes.generated ? diff::GeneratedFile : 0);
    if (!(flags & diff::LockFile) && isGeneratedPath(path))
        flags |= diff::GeneratedFile;
    return flags;
}

quint8 withMarkers(quint8 flags, QByteArrayView before, QByteArrayView after)
{
    if (flags & (diff::SaidByAttributes | diff::MarkedByBranch))
        return flags;
    if (hasGeneratedMarker(before))
        return flags | diff::GeneratedFile;
    return hasGeneratedMarker(after) ? flags | diff::MarkedByBranch : flags;
}

quint8 fileFlags(const diff::FileEntry &entry, const PathAttributes &attributes, QByteArrayView before,
                 QByteArrayView after)
{
    return withMarkers(pathFlags(entry.path(), attributes), before, after)
        & ~diff::SaidByAttributes; // nothing comes after this
}

bool startsCollapsed(quint8 flags)
{
    return (flags & (diff::GeneratedFile | diff::VendoredFile | diff::LockFile | diff::NotForReading)) != 0
        && (flags & diff::MarkedByBranch) == 0;
}

} // namespace docket::review
