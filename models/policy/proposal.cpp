// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/config.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

struct Proposed
{
    QString name;
    QString run;
    QString version;
    bool network = false;
    QString timeout;
};

/** What lies in the root of a repository. */
class Root
{
public:
    Root(const QStringList &files, const QHash<QString, QByteArray> &contents)
        : m_files(files.cbegin(), files.cend()), m_contents(contents)
    {
        for (const QString &file : files)
            m_folders.insert(file.section(u'/', 0, 0));
    }

    bool has(const QString &file) const { return m_files.contains(file); }
    bool hasFolder(const QString &folder) const { return m_folders.contains(folder) && !m_files.contains(folder); }
    QByteArray text(const QString &file) const { return has(file) ? m_contents.value(file) : QByteArray(); }

private:
    QSet<QString> m_files;
    QSet<QString> m_folders;
    const QHash<QString, QByteArray> &m_contents;
};

void proposeCMake(const Root &root, QList<Proposed> &checks)
{
    if (!root.has(u"CMakeLists.txt"_s))
        return;
    checks.append({u"build"_s, u"cmake -S . -B build/docket && cmake --build build/docket --parallel"_s,
                   u"cmake --version"_s, false, u"30m"_s});
    const QByteArray text = root.text(u"CMakeLists.txt"_s);
    if (text.contains("enable_testing") || text.contains("include(CTest)") || root.hasFolder(u"tests"_s)
        || root.hasFolder(u"test"_s))
        checks.append(
            {u"test"_s, u"ctest --test-dir build/docket --output-on-failure"_s, u"ctest --version"_s, false, u"30m"_s});
}

void proposeMeson(const Root &root, QList<Proposed> &checks)
{
    if (root.has(u"meson.build"_s))
        checks.append({u"test"_s, u"meson setup build/docket && meson test -C build/docket"_s, u"meson --version"_s,
                       false, u"30m"_s});
}

void proposeCargo(const Root &root, QList<Proposed> &checks)
{
    if (!root.has(u"Cargo.toml"_s))
        return;
    // Dependencies come from the registry; afterwards the tests have no network.
    checks.append({u"fetch"_s, u"cargo fetch"_s, u"cargo --version"_s, true, {}});
    checks.append({u"test"_s, u"cargo test --offline"_s, u"cargo --version"_s, false, u"30m"_s});
}

void proposeGo(const Root &root, QList<Proposed> &checks)
{
    if (!root.has(u"go.mod"_s))
        return;
    checks.append({u"vet"_s, u"go vet ./..."_s, u"go version"_s, root.has(u"go.sum"_s), {}});
    checks.append({u"test"_s, u"go test ./..."_s, u"go version"_s, false, u"20m"_s});
}

void proposeNode(const Root &root, QList<Proposed> &checks)
{
    if (!root.has(u"package.json"_s))
        return;
    const QJsonObject package = QJsonDocument::fromJson(root.text(u"package.json"_s)).object();
    const QJsonObject scripts = package.value("scripts"_L1).toObject();
    const bool hasDependencies = !package.value("dependencies"_L1).toObject().isEmpty()
        || !package.value("devDependencies"_L1).toObject().isEmpty();
    const QString tool = root.has(u"pnpm-lock.yaml"_s) ? u"pnpm"_s : root.has(u"yarn.lock"_s) ? u"yarn"_s : u"npm"_s;
    if (hasDependencies) {
        const QString install = tool == "npm"_L1
            ? (root.has(u"package-lock.json"_s) ? u"npm ci"_s : u"npm install --no-audit --no-fund"_s)
            : tool + " install --frozen-lockfile"_L1;
        checks.append({u"install"_s, install, tool + " --version"_L1, true, {}});
    }
    for (const QString &script : {u"lint"_s, u"typecheck"_s, u"build"_s, u"test"_s}) {
        const QString command = scripts.value(script).toString();
        if (!command.isEmpty() && !command.contains("no test specified"_L1))
            checks.append({script, u"%1 run %2"_s.arg(tool, script), u"node --version"_s, false, {}});
    }
}

void proposePython(const Root &root, QList<Proposed> &checks)
{
    const QByteArray project = root.text(u"pyproject.toml"_s) + root.text(u"setup.cfg"_s) + root.text(u"tox.ini"_s);
    const bool usesPytest = root.has(u"pytest.ini"_s) || root.has(u"conftest.py"_s) || project.contains("pytest");
    const bool isPython = usesPytest || root.has(u"pyproject.toml"_s) || root.has(u"setup.py"_s);
    if (!isPython)
        return;
    if (usesPytest)
        checks.append({u"test"_s, u"python3 -m pytest -q"_s, u"python3 -m pytest --version"_s, false, {}});
    else
        checks.append({u"test"_s, u"python3 -m unittest discover"_s, u"python3 --version"_s, false, {}});
    if (project.contains("ruff"))
        checks.append({u"lint"_s, u"ruff check ."_s, u"ruff --version"_s, false, {}});
}

void proposeJvm(const Root &root, QList<Proposed> &checks)
{
    if (root.has(u"gradlew"_s))
        checks.append({u"test"_s, u"./gradlew check"_s, {}, true, u"30m"_s});
    else if (root.has(u"pom.xml"_s))
        checks.append({u"test"_s, u"mvn -q verify"_s, u"mvn --version"_s, true, u"30m"_s});
}

/** The last resort: a Makefile often only forwards to one of the tools above. */
void proposeMake(const Root &root, QList<Proposed> &checks)
{
    const QString file = root.has(u"Makefile"_s) ? u"Makefile"_s
        : root.has(u"GNUmakefile"_s)             ? u"GNUmakefile"_s
                                                 : QString();
    if (file.isEmpty() || !checks.isEmpty())
        return;
    const QByteArray text = '\n' + root.text(file);
    checks.append({u"build"_s, u"make"_s, u"make --version"_s, false, {}});
    for (const QString &target : {u"test"_s, u"check"_s}) {
        if (text.contains('\n' + target.toLatin1() + ':')) {
            checks.append({target, u"make "_s + target, u"make --version"_s, false, {}});
            break;
        }
    }
}

/** As a double-quoted YAML scalar: names and branches may hold anything. */
QByteArray quoted(const QString &text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c.category() == QChar::Other_Control)
            out += u"\\x%1"_s.arg(int(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return (out + u'"').toUtf8();
}

} // namespace

QStringList filesWorthReading()
{
    return {u"CMakeLists.txt"_s, u"package.json"_s, u"pyproject.toml"_s, u"setup.cfg"_s,
            u"tox.ini"_s,        u"Makefile"_s,     u"GNUmakefile"_s};
}

QByteArray proposeConfiguration(const QStringList &files, const QHash<QString, QByteArray> &contents,
                                const QString &baseBranch)
{
    const Root root(files, contents);
    QList<Proposed> checks;
    proposeCMake(root, checks);
    proposeMeson(root, checks);
    proposeCargo(root, checks);
    proposeGo(root, checks);
    proposeNode(root, checks);
    proposePython(root, checks);
    proposeJvm(root, checks);
    proposeMake(root, checks);

    QByteArray yaml =
        "# What Docket does with this repository. It is read from the base branch, never from an agent's branch.\n";
    if (!baseBranch.isEmpty())
        yaml += "base: " + quoted(baseBranch) + '\n';
    yaml += "\n# Each check runs on exactly the tree that an agent left, in a sandbox without network where the system "
            "has one.\n";
    if (checks.isEmpty())
        yaml += "# Nothing was recognised here; for example:\n# checks:\n#   test: ./run-tests\nchecks: {}\n";
    else
        yaml += "checks:\n";
    QSet<QString> names;
    for (const Proposed &check : std::as_const(checks)) {
        QString name = check.name;
        for (int n = 2; names.contains(name); ++n)
            name = u"%1-%2"_s.arg(check.name).arg(n);
        names.insert(name);
        yaml += "  " + name.toUtf8() + ":\n    run: " + check.run.toUtf8() + '\n';
        if (!check.version.isEmpty())
            yaml += "    version: " + check.version.toUtf8() + '\n';
        if (!check.timeout.isEmpty())
            yaml += "    timeout: " + check.timeout.toUtf8() + '\n';
        if (check.network)
            yaml += "    network: true\n";
    }
    yaml += "\npolicy:\n  permissions: ask # what an agent asks for: ask a person, allow or deny\n  "
            "merge-needs-evidence: true\n";
    return yaml;
}

} // namespace docket
