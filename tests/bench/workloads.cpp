// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloads.h"

#include "bench/benchreport.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace docket::bench {

namespace {

/** Two trees at a time, streamed into `git fast-import`. */
class Importer
{
public:
    void begin(const QString &name) { m_name = name; }
    void tree(const QList<std::pair<QByteArray, QByteArray>> &files, bool head)
    {
        QByteArray &out = m_stream;
        out += "commit refs/heads/" + m_name.toUtf8() + (head ? "-head" : "-base")
            + "\ncommitter Bench <bench@localhost> 1700000000 +0000\ndata 1\nx\ndeleteall\n";
        for (const auto &[path, content] : files)
            out += "M 100644 inline " + path + "\ndata " + QByteArray::number(content.size()) + '\n' + content + '\n';
    }
    const QByteArray &stream() const { return m_stream; }

private:
    QString m_name;
    QByteArray m_stream;
};

QByteArray numbered(int count, const char *tail)
{
    QByteArray out;
    for (int i = 0; i < count; ++i)
        out += "    setting_" + QByteArray::number(i) + " = value_" + QByteArray::number(i % 97) + ';' + tail + '\n';
    return out;
}

QByteArray code(QRandomGenerator &random, int lines)
{
    QByteArray out;
    for (int i = 0; i < lines; ++i) {
        if (i % 14 == 0)
            out += "}\n\nstatic int function_" + QByteArray::number(random.generate() % 100'000)
                + "(struct item *it)\n{\n";
        out += "    it->field_" + QByteArray::number(random.generate() % 9000) + " = compute("
            + QByteArray::number(random.generate() % 500) + ");\n";
    }
    return out;
}

QByteArray touched(QByteArray text, int every, QRandomGenerator &random)
{
    QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = random.bounded(every); i + 1 < lines.size(); i += every)
        lines[i] = "    changed_" + QByteArray::number(random.generate() % 100'000) + "();";
    return lines.join('\n');
}

/** Code as minifiers leave it: few lines, each of them huge. `next`: the version after, with a name changed here and
 * there. */
QByteArray minified(qsizetype size, bool next)
{
    QRandomGenerator random(20261123);
    QByteArray out;
    for (int i = 0; out.size() < size; ++i) {
        const QByteArray name = "f" + QByteArray::number(random.generate() % 9000);
        out += "function " + name + (next && i % 400 == 399 ? "(e,t){return " : "(e){return ")
            + QByteArray::number(random.generate() % 500) + "*e.a" + name + (i % 5000 == 4999 ? "}\n" : "};");
    }
    return out;
}

using Files = QList<std::pair<QByteArray, QByteArray>>;

Result<void> importInto(const QString &folder, const QByteArray &stream)
{
    const auto failed = [&] {
        return fail(ErrorCode::Process, u"git could not make a repository; install git."_s, folder);
    };
    if (!QDir(folder).exists() && runGit({}, {u"init"_s, u"-q"_s, u"--bare"_s, folder}).isNull())
        return failed();
    if (runGit(folder, {u"fast-import"_s, u"--quiet"_s, u"--force"_s}, stream).isNull())
        return failed();
    return {};
}

/** Files NAME.old and NAME.new below a folder of tests/bench/cases are the two sides of NAME. */
void readCase(const QString &folder, Files &before, Files &after)
{
    QDirIterator files(folder, {u"*.old"_s, u"*.new"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray path = QDir(folder).relativeFilePath(file.fileName()).chopped(4).toUtf8();
        (file.fileName().endsWith(".old"_L1) ? before : after).append({path, file.readAll()});
    }
}

/** One file of a package that `npm pack` left; nothing where it cannot be read. */
QByteArray packed(const QString &archive, const QString &path)
{
    QProcess tar;
    tar.start(u"tar"_s, {u"-xOzf"_s, archive, path});
    tar.waitForFinished(-1);
    return tar.exitCode() == 0 ? tar.readAllStandardOutput() : QByteArray();
}

/** Whether one of the kinds of figures is wanted of this workload. */
using Wanted = std::function<bool(const QString &)>;

QList<Workload> realWorkloads()
{
    return {
        {u"small"_s, u"curl"_s, u"2213e4bf"_s, u"3dd6a87a7feaecbb66555b11a390b31bb4513b9f"_s},
        {u"medium"_s, u"curl"_s, u"c9513685"_s, u"73daec6620bf9983df89e8df3660bfa3b8fd501d"_s},
        {u"large"_s, u"curl"_s, u"curl-7_65_0"_s, u"9cd755e1d768"_s},
        {u"huge"_s, u"curl"_s, u"53cdc2c963e3"_s, u"11b991232fbc"_s},
        {u"huge2"_s, u"libgit2"_s, u"v0.27.0"_s, u"338e6fb68136"_s},
        {u"agent"_s, u"vibe-kanban"_s, u"0f17063c8762"_s, u"3ed134d7d5bb"_s},
        {u"rename"_s, u"libgit2"_s, u"ef4ab2988320^"_s, u"ef4ab2988320"_s},
        {u"rename2"_s, u"prettier"_s, u"16449ce9140c^"_s, u"16449ce9140c"_s},
        {u"reformat"_s, u"curl"_s, u"3fcddc835caf^"_s, u"3fcddc835caf"_s},
    };
}

Result<QList<Workload>> madeWorkloads(const QString &folder, const Wanted &wanted)
{
    QRandomGenerator random(20261121);
    Importer import;
    QList<Workload> out;
    const auto add = [&](const QString &name, const Files &before, const Files &after) {
        if (!wanted(name))
            return;
        import.begin(name);
        import.tree(before, false);
        import.tree(after, true);
        out.append({name, folder, name + u"-base"_s, name + u"-head"_s});
    };
    add(u"oneline"_s, {{"a.js", QByteArray(5'000'000, 'x')}}, {{"a.js", QByteArray(4'999'999, 'x') + 'y'}});
    add(u"minified"_s, {{"a.js", minified(2'000'000, false)}}, {{"a.js", minified(2'000'000, true)}});
    add(u"nearequal"_s, {{"a.c", numbered(30'000, "")}}, {{"a.c", numbered(30'000, " // x")}});
    add(u"duplicated"_s, {{"a.txt", QByteArray("}\n").repeated(20'000)}},
        {{"a.txt", QByteArray("}\n").repeated(19'000) + "end\n"}});
    add(u"collapse"_s, {{"a.c", numbered(2'000, "")}}, {{"a.c", "one line\n"}});
    add(u"reindent"_s, {{"a.c", numbered(5'000, "")}},
        {{"a.c", "if (ready) {\n" + numbered(5'000, "").replace("    setting", "        setting") + "}\n"}});
    Files before, after;
    for (int i = 0; i < 3'000 && wanted(u"renames"_s); ++i) {
        const QByteArray text = code(random, 60);
        before.append({"old/dir" + QByteArray::number(i % 40) + "/f" + QByteArray::number(i) + ".c", text});
        after.append(
            {"new/dir" + QByteArray::number(i % 37) + "/g" + QByteArray::number(i) + ".c", touched(text, 10, random)});
    }
    add(u"renames"_s, before, after);
    before.clear();
    after.clear();
    random.seed(20261122); // whether the workload before was wanted or not
    for (int i = 0; i < 5'000 && wanted(u"million"_s); ++i) {
        const QByteArray text = code(random, 100);
        before.append({"src/f" + QByteArray::number(i) + ".c", text});
        after.append({"src/f" + QByteArray::number(i) + ".c", touched(text, 1, random)});
    }
    add(u"million"_s, before, after);

    const QDir cases(QStringLiteral(DOCKET_BENCH_CASES));
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        before.clear();
        after.clear();
        readCase(cases.filePath(name), before, after);
        add(u"own."_s + name, before, after);
    }
    if (out.isEmpty())
        return out;
    if (const auto imported = importInto(folder, import.stream()); !imported)
        return std::unexpected(imported.error());
    return out;
}

Result<QList<Workload>> packageWorkloads(const QString &folder, const Wanted &wanted, Report &report)
{
    struct Package
    {
        QString name, before, after, path;
    };
    const QList<Package> packages{
        {u"onehuge"_s, u"better-sqlite3-11.0.0"_s, u"better-sqlite3-12.11.1"_s, u"deps/sqlite3/sqlite3.c"_s},
        {u"onehuge2"_s, u"typescript-5.8.2"_s, u"typescript-5.9.2"_s, u"lib/typescript.js"_s},
        {u"longline"_s, u"plotly.js-dist-min-2.34.0"_s, u"plotly.js-dist-min-2.35.2"_s, u"plotly.min.js"_s},
    };
    const QString root = qEnvironmentVariable("DOCKET_BENCH_REPOS") + u"/npm/"_s;
    Importer import;
    QList<Workload> out;
    for (const Package &package : packages) {
        if (!wanted(package.name))
            continue;
        const QByteArray before = packed(root + package.before + u".tgz"_s, u"package/"_s + package.path);
        const QByteArray after = packed(root + package.after + u".tgz"_s, u"package/"_s + package.path);
        if (before.isEmpty() || after.isEmpty()) {
            report.missing(
                u"diff.*."_s + package.name,
                u"no npm/%1.tgz and npm/%2.tgz below DOCKET_BENCH_REPOS"_s.arg(package.before, package.after));
            continue;
        }
        const QByteArray name = package.path.section(u'/', -1).toUtf8();
        import.begin(package.name);
        import.tree({{name, before}}, false);
        import.tree({{name, after}}, true);
        out.append({package.name, folder, package.name + u"-base"_s, package.name + u"-head"_s});
    }
    if (!out.isEmpty()) {
        if (const auto imported = importInto(folder, import.stream()); !imported)
            return std::unexpected(imported.error());
    }
    return out;
}

/** The repository as a folder that git can open; empty when it is not there. */
QString locate(const QString &repository)
{
    if (QDir::isAbsolutePath(repository))
        return repository;
    const QString root = qEnvironmentVariable("DOCKET_BENCH_REPOS");
    for (const QString &name : {repository, repository + u".git"_s}) {
        if (!root.isEmpty() && QDir(root + u'/' + name).exists())
            return root + u'/' + name;
    }
    return {};
}

} // namespace

QList<Workload> allWorkloads(const QString &scratch, const QStringList &kinds, Report &report)
{
    const auto wanted = [&](const QString &name) {
        return std::ranges::any_of(kinds, [&](const QString &kind) { return report.wants(kind + u'.' + name); });
    };
    QList<Workload> all;
    for (Workload work : realWorkloads()) {
        if (!wanted(work.name))
            continue;
        const QString place = locate(work.repository);
        if (place.isEmpty()) {
            report.missing(u"diff.*."_s + work.name,
                           u"no repository '%1' below DOCKET_BENCH_REPOS"_s.arg(work.repository));
            continue;
        }
        work.repository = place;
        all.append(work);
    }
    const Result<QList<Workload>> packages = packageWorkloads(scratch + u"/packages.git"_s, wanted, report);
    const Result<QList<Workload>> made = madeWorkloads(scratch + u"/made.git"_s, wanted);
    for (const auto &found : {packages, made}) {
        if (found)
            all += *found;
        else
            report.missing(u"diff.*"_s, found.error().text());
    }
    return all;
}

QByteArray runGit(const QString &repository, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"git"_s, repository.isEmpty() ? arguments : QStringList{u"-C"_s, repository} + arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(-1);
    const QByteArray out = process.readAllStandardOutput();
    return process.exitCode() != 0 ? QByteArray() : out.isNull() ? QByteArray("") : out;
}

double gitCpuMs(const QString &repository, const QStringList &arguments)
{
    const double before = childrenCpuMs();
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"git"_s, QStringList{u"-C"_s, repository} + arguments);
    process.waitForFinished(-1);
    return childrenCpuMs() - before;
}

} // namespace docket::bench
