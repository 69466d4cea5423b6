// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readingorder.h"

#include "review/pathfolders.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace docket::review {

namespace {

template<size_t N>
bool anyOf(const std::array<QByteArrayView, N> &words, auto test)
{
    return std::any_of(words.begin(), words.end(), test);
}

int pointsOf(ReadingReason reason)
{
    switch (reason) {
    case ReadingReason::RunsInPipeline: return 500;
    case ReadingReason::Configures: return 400;
    case ReadingReason::MarkedByBranch: return 350;
    case ReadingReason::Executable: return 100;
    case ReadingReason::Test: return 300;
    case ReadingReason::Source: return 200;
    case ReadingReason::Deleted: return -20;
    case ReadingReason::Documentation: return 100;
    case ReadingReason::MovedOnly: return -150;
    case ReadingReason::Generated: return -1000;
    }
    return 0;
}

} // namespace

FileRole fileRole(QByteArrayView path)
{
    static constexpr std::array<QByteArrayView, 12> pipelines{".github/workflows/",
                                                              ".github/actions/",
                                                              ".gitlab-ci",
                                                              ".circleci/",
                                                              "azure-pipelines",
                                                              ".travis.yml",
                                                              "appveyor",
                                                              ".buildkite/",
                                                              ".husky/",
                                                              ".githooks/",
                                                              ".ci/",
                                                              ".drone.yml"};
    static constexpr std::array<QByteArrayView, 38> settings{
        "docket.yaml",      "CMakeLists.txt",    "CMakePresets.json", "Makefile",       "Dockerfile",
        "Jenkinsfile",      "package.json",      "tsconfig.json",     "Cargo.toml",     "pyproject.toml",
        "setup.py",         "setup.cfg",         "tox.ini",           "pytest.ini",     "conftest.py",
        ".coveragerc",      "codecov.yml",       ".eslintrc",         ".eslintrc.json", ".eslintrc.js",
        "eslint.config.js", "eslint.config.mjs", ".clang-tidy",       ".clang-format",  ".pre-commit-config.yaml",
        "meson.build",      "build.gradle",      "pom.xml",           "go.mod",         "requirements.txt",
        "configure.ac",     ".gitattributes",    ".gitmodules",       ".gitignore",     "jest.config.js",
        "jest.config.ts",   "vitest.config.ts",  "vite.config.ts"};
    static constexpr std::array<QByteArrayView, 9> testFolders{"test",    "tests",    "spec", "specs",   "__tests__",
                                                               "testing", "testdata", "e2e",  "unittest"};
    static constexpr std::array<QByteArrayView, 7> documents{".md", ".rst", ".txt", ".adoc", ".pod", ".1", ".tex"};
    const QByteArrayView name = path.sliced(path.lastIndexOf('/') + 1);
    if (anyOf(pipelines, [&](QByteArrayView p) { return path.startsWith(p) || name.startsWith(p); }))
        return FileRole::Pipeline;
    if (anyOf(settings, [&](QByteArrayView s) { return name == s; }) || name.endsWith(".cmake"))
        return FileRole::Configuration;
    if (liesInFolder(path, testFolders) || name.startsWith("test_") || name.startsWith("tst_")
        || name.indexOf("_test.") > 0 || name.indexOf(".test.") > 0 || name.indexOf(".spec.") > 0
        || name.indexOf("Test.") > 0)
        return FileRole::Test;
    if (anyOf(documents, [&](QByteArrayView d) { return name.endsWith(d); }) || name == "LICENSE" || name == "README")
        return FileRole::Documentation;
    return name.contains('.') || path.contains('/') ? FileRole::Source : FileRole::Other;
}

ReadingScore readingScore(const diff::FileEntry &entry)
{
    ReadingScore score;
    const auto add = [&](ReadingReason reason) {
        score.reasons.push_back(reason);
        score.points += pointsOf(reason);
    };
    switch (fileRole(entry.path())) {
    case FileRole::Pipeline: add(ReadingReason::RunsInPipeline); break;
    case FileRole::Configuration: add(ReadingReason::Configures); break;
    case FileRole::Test: add(ReadingReason::Test); break;
    case FileRole::Documentation: add(ReadingReason::Documentation); break;
    case FileRole::Source:
    case FileRole::Other: add(ReadingReason::Source); break;
    }
    if (entry.after.isExecutable() && !entry.before.isExecutable())
        add(ReadingReason::Executable);
    if (entry.status == diff::FileStatus::Deleted)
        add(ReadingReason::Deleted);
    if (entry.status == diff::FileStatus::Renamed && entry.before.blob == entry.after.blob
        && entry.before.blob.isValid())
        add(ReadingReason::MovedOnly);
    if (entry.flags & diff::MarkedByBranch)
        add(ReadingReason::MarkedByBranch);
    else if (entry.flags & (diff::GeneratedFile | diff::VendoredFile | diff::LockFile))
        add(ReadingReason::Generated);
    return score;
}

std::vector<int> readingOrder(const std::vector<diff::FileEntry> &entries)
{
    std::vector<int> points;
    points.reserve(entries.size());
    for (const diff::FileEntry &entry : entries)
        points.push_back(readingScore(entry).points);
    std::vector<int> order(entries.size());
    std::iota(order.begin(), order.end(), 0);
    // They mostly come in this order, and to look at that once is cheaper than to compare paths again and again.
    const auto byPath = [&](int a, int b) { return entries[size_t(a)].path() < entries[size_t(b)].path(); };
    if (!std::ranges::is_sorted(order, byPath))
        std::ranges::stable_sort(order, byPath);
    std::ranges::stable_sort(order, std::ranges::greater(), [&](int i) { return points[size_t(i)]; });
    return order;
}

} // namespace docket::review
