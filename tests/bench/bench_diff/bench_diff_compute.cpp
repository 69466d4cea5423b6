// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchreport.h"
#include "bench/workloads.h"
#include "gitmoves.h"

#include "core/freedmemory.h"
#include "diff/moves.h"
#include "diff/porting.h"
#include "diff/renames.h"
#include "git/library.h"
#include "git/treediff.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

struct Opened
{
    git::Repository repository;
    git::BlobReader blobs;
    ObjectId base, head;
};

Result<Opened> open(const Workload &work)
{
    auto repository = git::Repository::open(work.repository);
    if (!repository)
        return std::unexpected(repository.error());
    auto blobs = git::BlobReader::open(repository->commonDir());
    if (!blobs)
        return std::unexpected(blobs.error());
    const auto base = repository->resolve(work.base);
    const auto head = repository->resolve(work.head);
    if (!base || !head)
        return std::unexpected((!base ? base : head).error());
    return Opened{std::move(*repository), std::move(*blobs), *base, *head};
}

Result<std::vector<diff::FileEntry>> entriesOf(const Opened &opened)
{
    const auto changes = git::diffTrees(opened.repository, opened.base, opened.head, {.sizes = false});
    if (!changes)
        return std::unexpected(changes.error());
    std::vector<diff::FileEntry> entries;
    entries.reserve(size_t(changes->size()));
    for (const git::TreeChange &change : *changes) {
        const auto version = [&](const ObjectId &id, git::FileMode mode, qint64 size) {
            return mode == git::FileMode::None ? diff::FileVersion{}
                                               : diff::FileVersion{change.path, id, quint32(mode), size};
        };
        entries.push_back(diff::makeEntry(version(change.oldId, change.oldMode, change.oldSize),
                                          version(change.newId, change.newMode, change.newSize)));
    }
    return entries;
}

struct Outcome
{
    size_t files = 0;
    qint64 added = 0, removed = 0, bytes = 0, memory = 0;
    int renamed = 0;
    bool approximate = false;
    std::vector<diff::FileDiffPtr> diffs;
};

/** Everything the window needs of a change: trees, renames, lines, pairs, notes. */
Result<Outcome> compute(const Workload &work, bool keep, const diff::DiffOptions &options = {})
{
    const auto opened = open(work);
    if (!opened)
        return std::unexpected(opened.error());
    auto entries = entriesOf(*opened);
    if (!entries)
        return std::unexpected(entries.error());
    const diff::BlobReader reader =
        diff::rememberingReader([&](const diff::FileVersion &version) { return opened->blobs.read(version.blob); });
    const std::vector<diff::FileEntry> paired = diff::findRenames(std::move(*entries), reader);
    Outcome out;
    for (const diff::FileEntry &entry : paired) {
        const auto text = [&](const diff::FileVersion &v) {
            return v.exists() && !v.isSubmodule() ? reader(v).value_or(QByteArray()) : QByteArray();
        };
        const QByteArray before = text(entry.before), after = text(entry.after);
        out.bytes += before.size() + after.size();
        diff::FileDiffPtr file = diff::computeFileDiff(entry, before, after, options);
        out.added += file->addedLines();
        out.removed += file->removedLines();
        out.memory += file->memory();
        out.renamed += entry.status == diff::FileStatus::Renamed;
        out.approximate = out.approximate || file->approximate();
        if (keep)
            out.diffs.push_back(std::move(file));
    }
    out.files = paired.size();
    return out;
}

/** The least that any diff has to do: read both sides and look at every line once. */
quint64 readAndHash(const Workload &work)
{
    const auto opened = open(work);
    const auto entries = opened ? entriesOf(*opened) : std::unexpected(opened.error());
    quint64 sum = 0;
    for (const diff::FileEntry &entry : entries.value_or(std::vector<diff::FileEntry>())) {
        for (const diff::FileVersion *version : {&entry.before, &entry.after}) {
            if (!version->exists() || version->isSubmodule())
                continue;
            const QByteArray text = opened->blobs.read(version->blob).value_or(QByteArray());
            for (qsizetype at = 0; at < text.size();) {
                const qsizetype end = text.indexOf('\n', at);
                const QByteArrayView line = QByteArrayView(text).sliced(at, (end < 0 ? text.size() : end) - at);
                sum += qHash(line);
                at = end < 0 ? text.size() : end + 1;
            }
        }
    }
    return sum;
}

qint64 minimalLines(const Workload &work)
{
    qint64 sum = 0;
    for (const QByteArray &line :
         runGit(work.repository, {u"diff"_s, u"-M"_s, u"--minimal"_s, u"--numstat"_s, work.base, work.head})
             .split('\n')) {
        const QList<QByteArray> columns = line.split('\t');
        if (columns.size() > 2)
            sum += columns[0].toInt() + columns[1].toInt();
    }
    return sum;
}

/** Changed lines of text files alone: a rename that git pairs otherwise would count as churn. */
qint64 ourLines(const Workload &work)
{
    const auto outcome = compute(work, false);
    return outcome ? outcome->added + outcome->removed : 0;
}

void measure(const Workload &work, Report &report)
{
    const QString compute1 = u"diff.compute."_s + work.name;
    const bool any = report.wants(compute1) || report.wants(u"diff.floor."_s + work.name)
        || report.wants(u"diff.memory.engine."_s + work.name) || report.wants(u"diff.minimality."_s + work.name);
    if (!any)
        return;
    const auto first = compute(work, false);
    if (!first) {
        report.missing(compute1, first.error().text());
        return;
    }
    std::fprintf(stderr, "%s: %zu files, +%lld -%lld, %d renamed%s\n", qPrintable(work.name), first->files,
                 first->added, first->removed, first->renamed, first->approximate ? ", approximate" : "");
    constexpr int n = 5;
    const QString floor = u"diff.floor."_s + work.name;
    QList<double> oursEach, theirsEach, leastEach;
    for (int i = 0; i <= n; ++i) { // in turns, since a machine's speed drifts; the first round warms up
        double mine = processCpuMs();
        std::ignore = compute(work, false);
        oursEach.append(processCpuMs() - mine);
        if (report.wants(compute1)) {
            theirsEach.append(gitCpuMs(
                work.repository,
                {u"diff"_s, u"-M"_s, u"--histogram"_s, u"--no-color"_s, u"--no-ext-diff"_s, work.base, work.head}));
        }
        if (report.wants(floor)) {
            mine = processCpuMs();
            std::ignore = readAndHash(work);
            leastEach.append(processCpuMs() - mine);
        }
        if (i == 0) {
            for (QList<double> *each : {&oursEach, &theirsEach, &leastEach})
                each->clear();
        }
    }
    const double ours = median(oursEach);
    if (report.wants(compute1)) {
        const double theirs = median(theirsEach);
        report.report(compute1, ours, u"ms"_s, theirs, n);
        const bool strict = work.name == u"rename"_s || work.name == u"huge"_s || work.name == u"huge2"_s;
        report.atMost(compute1 + u", ratio"_s, ours / theirs, strict ? 1.0 : 1.2);
    }
    if (report.wants(floor)) {
        const double least = median(leastEach);
        report.report(floor, ours, u"ms"_s, least, n);
        report.atMost(floor + u", ratio"_s, ours / least, 3);
    }
    if (report.wants(u"diff.memory.engine."_s + work.name))
        report.report(u"diff.memory.engine."_s + work.name, double(first->memory), u"bytes"_s, double(first->bytes));
    if (const QString minimality = u"diff.minimality."_s + work.name; report.wants(minimality)) {
        const auto changed = double(ourLines(work)), least = double(minimalLines(work));
        report.report(minimality, changed, u"lines"_s, least);
        report.atMost(minimality + u", ratio"_s, changed / std::max(1.0, least), 1.03);
    }
}

void measureMoves(const Workload &work, Report &report)
{
    const QString name = u"diff.moves.cost."_s + work.name;
    const QString exact = u"diff.moves.exact."_s + work.name;
    if (!report.wants(name) && !report.wants(exact))
        return;
    const auto outcome = compute(work, true);
    if (!outcome)
        return;
    diff::MoveMapPtr moves;
    const double ms = medianCpuMs(3, [&] { moves = diff::findMoves(outcome->diffs); });
    qint64 lines = 0, copied = 0;
    for (const diff::MovedBlock &block : moves->blocks())
        (block.copy ? copied : lines) += block.toCount;
    std::fprintf(stderr, "%s: %zu blocks, %lld lines moved, %lld copied\n", qPrintable(work.name),
                 moves->blocks().size(), lines, copied);
    report.report(name, ms, u"ms"_s, {}, 3);
    if (!report.wants(exact))
        return;
    if (moves->search() == diff::MoveSearch::NotDone)
        return report.missing(exact, u"there are too many changed lines to look for moves"_s);
    const MovedLines git = movedByGit(work);
    if (git.count() == 0)
        return;
    const MovedLines ours = movedExactly(*moves, outcome->diffs);
    std::fprintf(stderr, "%s: of %lld lines that git paints as moved, %lld are in our blocks\n", qPrintable(work.name),
                 qint64(git.count()), qint64(git.countIn(ours)));
    report.report(exact, double(ours.count()), u"lines"_s, double(git.count()));
    if (QStringList{u"rename"_s, u"agent"_s, u"medium"_s, u"large"_s}.contains(
            work.name)) // elsewhere git pairs other files
        report.require(exact + u": not fewer than git's"_s, ours.count() >= git.count());
}

/** Forty blocks that went to other files, every fourth edited on the way: what was moved is known. */
void measureKnownMoves(Report &report)
{
    if (!report.wants(u"diff.moves.recall"_s) && !report.wants(u"diff.moves.precision"_s))
        return;
    constexpr int files = 40;
    const auto function = [](int seed, int lines) {
        QByteArray out = "int function_" + QByteArray::number(seed) + "(int a)\n{\n";
        for (int i = 0; i < lines; ++i)
            out += i % 5 == 4 ? QByteArray("    check();\n")
                              : "    value_" + QByteArray::number(seed * 100 + i) + " = compute(a, "
                    + QByteArray::number(i % 3) + ");\n";
        return out + "    return 0;\n}\n\n";
    };
    std::vector<QByteArray> left(files), right(files), blocks(files);
    QList<std::pair<int, int>> arrived(files); // where the block stands in its new file: line, count
    for (int i = 0; i < files; ++i) {
        blocks[size_t(i)] = function(10'000 + i, 5 + i % 17);
        for (int k = 0; k < 8; ++k) {
            const QByteArray other = function(i * 10 + k, 8);
            left[size_t(i)] += (k == 4 ? blocks[size_t(i)] : QByteArray()) + other;
            right[size_t(i)] += other;
        }
    }
    for (int i = 0; i < files; ++i) {
        QByteArray text = blocks[size_t(i)];
        if (i % 4 == 0)
            text.replace("value_" + QByteArray::number((10'000 + i) * 100 + 2), "renamed");
        const int to = (i * 7 + 3) % files;
        arrived[to] = {int(right[size_t(to)].count('\n')), int(text.count('\n'))};
        right[size_t(to)] += text;
    }
    std::vector<diff::FileDiffPtr> diffs;
    for (int i = 0; i < files; ++i) {
        const QByteArray path = "f" + QByteArray::number(i);
        diffs.push_back(diff::computeFileDiff(
            diff::makeEntry({path, ObjectId{"1"}, 0100644, -1}, {path, ObjectId{"2"}, 0100644, -1}), left[size_t(i)],
            right[size_t(i)]));
    }
    qint64 truth = 0, said = 0, both = 0;
    const diff::MoveMapPtr moves = diff::findMoves(diffs);
    for (int i = 0; i < files; ++i) {
        truth += arrived[i].second;
        for (int line = 0; line < diffs[size_t(i)]->right().lineCount(); ++line) {
            const int block = moves->blockAt(i, diff::Side::Right, line);
            const bool moved = line >= arrived[i].first && line < arrived[i].first + arrived[i].second;
            said += block >= 0;
            both += block >= 0 && moved && (moves->blocks()[size_t(block)].fromFile * 7 + 3) % files == i;
        }
    }
    report.report(u"diff.moves.recall"_s, double(both) / double(truth), u"ratio"_s);
    report.report(u"diff.moves.precision"_s, said ? double(both) / double(said) : 0, u"ratio"_s);
    report.require(u"diff.moves: recall at least 0.98, precision at least 0.95"_s,
                   double(both) >= 0.98 * double(truth) && double(both) >= 0.95 * double(said));
}

/** A comment on every changed line's place of real versions: how many have no place at all in the next one. Never any.
 */
void measurePorting(const Workload &work, Report &report)
{
    const QString name = u"diff.port.lost."_s + work.name;
    if (!report.wants(name))
        return;
    const auto outcome = compute(work, true);
    if (!outcome)
        return;
    int comments = 0, placed = 0, onFile = 0, lost = 0;
    for (const diff::FileDiffPtr &file : outcome->diffs) {
        if (comments >= 3000 || file->left().lineCount() == 0 || file->right().lineCount() == 0)
            continue;
        for (int line = 3; line < file->left().lineCount() && line < 400; line += 40) {
            const auto text = [&](int i) {
                return i >= 0 && i < file->left().lineCount() ? QString::fromUtf8(file->left().line(i)) : QString();
            };
            const diff::PortedLines ported =
                diff::portLines(file->edits(), file->right(), line, line, {text(line), text(line - 1), text(line + 1)});
            ++comments;
            const bool inside = ported.firstLine >= 0 && ported.lastLine < file->right().lineCount();
            placed += inside;
            onFile += ported.fate == diff::PortFate::Lost && ported.firstLine < 0;
            lost += !inside && ported.fate != diff::PortFate::Lost;
        }
    }
    std::fprintf(stderr, "%s: %d comments, %d on their lines, %d on their file\n", qPrintable(work.name), comments,
                 placed, onFile);
    report.report(name, lost, u"comments"_s, {}, comments);
    report.require(name, lost == 0);
}

} // namespace

int main(int argc, char **argv)
{
    giveBackFreedMemory(); // as the program does
    const git::Library library;
    Report report(argc, argv);
    QTemporaryDir folder;
    const QStringList kinds{u"diff.compute"_s,    u"diff.floor"_s,       u"diff.memory.engine"_s, u"diff.minimality"_s,
                            u"diff.moves.cost"_s, u"diff.moves.exact"_s, u"diff.port.lost"_s};
    const QList<Workload> all = allWorkloads(folder.path(), kinds, report);
    for (const Workload &work : all) {
        measure(work, report);
        measureMoves(work, report);
        measurePorting(work, report);
    }
    measureKnownMoves(report);
    return report.exitCode();
}
