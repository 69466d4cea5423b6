// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads.h"

#include "bench/benchreport.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>

#include <sys/resource.h>

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
        out += "commit refs/heads/" + m_name.toUtf8() + (head ? "-head" : "-base") + "\ncommitter Bench <bench@localhost> 1700000000 +0000\ndata 1\nx\ndeleteall\n";
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
            out += "}\n\nstatic int function_" + QByteArray::number(random.generate() % 100'000) + "(struct item *it)\n{\n";
        out += "    it->field_" + QByteArray::number(random.generate() % 9000) + " = compute(" + QByteArray::number(random.generate() % 500) + ");\n";
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

using Files = QList<std::pair<QByteArray, QByteArray>>;

} // namespace

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

Result<QList<Workload>> madeWorkloads(const QString &folder)
{
    QRandomGenerator random(20261121);
    Importer import;
    QList<Workload> out;
    const auto add = [&](const QString &name, const Files &before, const Files &after) {
        import.begin(name);
        import.tree(before, false);
        import.tree(after, true);
        out.append({name, folder, name + u"-base"_s, name + u"-head"_s});
    };
    add(u"oneline"_s, {{"a.js", QByteArray(5'000'000, 'x')}}, {{"a.js", QByteArray(4'999'999, 'x') + 'y'}});
    add(u"nearequal"_s, {{"a.c", numbered(30'000, "")}}, {{"a.c", numbered(30'000, " // x")}});
    add(u"duplicated"_s, {{"a.txt", QByteArray("}\n").repeated(20'000)}}, {{"a.txt", QByteArray("}\n").repeated(19'000) + "end\n"}});
    add(u"collapse"_s, {{"a.c", numbered(2'000, "")}}, {{"a.c", "one line\n"}});
    add(u"reindent"_s, {{"a.c", numbered(5'000, "")}}, {{"a.c", "if (ready) {\n" + numbered(5'000, "").replace("    setting", "        setting") + "}\n"}});
    Files before, after;
    for (int i = 0; i < 3'000; ++i) {
        const QByteArray text = code(random, 60);
        before.append({"old/dir" + QByteArray::number(i % 40) + "/f" + QByteArray::number(i) + ".c", text});
        after.append({"new/dir" + QByteArray::number(i % 37) + "/g" + QByteArray::number(i) + ".c", touched(text, 10, random)});
    }
    add(u"renames"_s, before, after);
    before.clear();
    after.clear();
    for (int i = 0; i < 5'000; ++i) {
        const QByteArray text = code(random, 100);
        before.append({"src/f" + QByteArray::number(i) + ".c", text});
        after.append({"src/f" + QByteArray::number(i) + ".c", touched(text, 1, random)});
    }
    add(u"million"_s, before, after);

    if (runGit({}, {u"init"_s, u"-q"_s, u"--bare"_s, folder}).isNull())
        return fail(ErrorCode::Process, u"git could not make a repository; install git."_s, folder);
    runGit(folder, {u"fast-import"_s, u"--quiet"_s, u"--force"_s}, import.stream());
    return out;
}

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

double gitCpuMs(const QString &repository, const QStringList &arguments, int n)
{
    const auto children = [] {
        rusage used{};
        getrusage(RUSAGE_CHILDREN, &used);
        return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
    };
    QList<double> times;
    for (int i = 0; i <= n; ++i) {
        const double before = children();
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(u"git"_s, QStringList{u"-C"_s, repository} + arguments);
        process.waitForFinished(-1);
        if (i > 0) // the first one warms the page cache
            times.append(children() - before);
    }
    return median(times);
}

} // namespace docket::bench
