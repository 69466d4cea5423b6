// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arch/archrules.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::arch {

namespace {

bool isSource(const QString &path)
{
    return path.endsWith(".h"_L1) || path.endsWith(".cpp"_L1);
}

bool isProduct(const QString &path)
{
    return path.startsWith("models/"_L1) || path.startsWith("widgets/"_L1) || path.startsWith("app/"_L1);
}

/** "diff" for models/diff/rows.h; empty for what is not in a room of models/. */
QString modelRoomOf(const QString &path)
{
    return path.startsWith("models/"_L1) && path.count(u'/') >= 2 ? path.section(u'/', 1, 1) : QString();
}

const Room *roomNamed(const QString &name)
{
    const auto found = std::ranges::find(rooms(), name, &Room::name);
    return found == rooms().end() ? nullptr : &*found;
}

/** Folder of every target made with docket_room(): "widgets/review" for docket::wreview. */
QMap<QString, QString> targetFolders(const SourceTree &tree)
{
    QMap<QString, QString> folders;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!isProduct(path) || !path.endsWith("/CMakeLists.txt"_L1))
            continue;
        for (const QString &name : cmakeTargets(text, u"docket_room"_s))
            folders.insert(name, path.section(u'/', 0, -2));
    }
    return folders;
}


/** One sentence for each line of `code` that `pattern` matches. */
QStringList linesWith(const QString &path, const QString &code, const QRegularExpression &pattern, const QString &why)
{
    QStringList found;
    const QStringList lines = code.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        if (const auto match = pattern.match(lines.at(i)); match.hasMatch())
            found.append(u"%1:%2: %3 (%4)"_s.arg(path).arg(i + 1).arg(why, match.captured(0).trimmed()));
    }
    return found;
}

/** A pool may be waited for only where it dies: cancelled work is drained in the destructor of who owns it. */
QStringList poolsDrainedTooEarly(const QString &path, const QString &code)
{
    static const QRegularExpression drain(u"\\bwaitForDone\\s*\\("_s);
    constexpr qsizetype linesOfADestructor = 8;
    QStringList found;
    const QStringList lines = code.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!lines.at(i).contains(drain))
            continue;
        const auto before = lines.sliced(qMax(0, i - linesOfADestructor), qMin(i, linesOfADestructor));
        const auto opens = [](const QString &line) { return line.contains(u'~'); };
        const auto ends = [](const QString &line) { return line.startsWith(u'}'); };
        const auto destructor = std::ranges::find_if(before, opens);
        if (destructor == before.end() || std::any_of(destructor, before.end(), ends))
            found.append(u"%1:%2: a pool is drained only in a destructor"_s.arg(path).arg(i + 1));
    }
    return found;
}

} // namespace

const QList<Room> &rooms()
{
    static const QStringList values{u"core"_s, u"spec"_s, u"task"_s, u"policy"_s, u"diff"_s, u"review"_s, u"metrics"_s};
    static const QStringList core{u"core"_s};
    static const QStringList qt{u"Qt6::Core"_s};
    static const QStringList text{u"Qt6::Core"_s, u"yaml-cpp"_s, u"yaml-cpp::yaml-cpp"_s};
    static const QList<Room> all{
        {u"core"_s, {}, qt, false},
        {u"spec"_s, core, text, true},
        {u"task"_s, core, text, true},
        {u"policy"_s, {u"core"_s, u"task"_s}, text, true},
        {u"diff"_s, core, qt, true},
        {u"review"_s, {u"core"_s, u"diff"_s, u"spec"_s, u"task"_s}, qt, true},
        {u"metrics"_s, {u"core"_s, u"spec"_s, u"task"_s}, qt, true},
        {u"git"_s, core, {u"Qt6::Core"_s, u"PkgConfig::libgit2"_s, u"PkgConfig::libdeflate"_s}, false},
        {u"process"_s, core, qt, false},
        {u"agents"_s, {u"core"_s, u"task"_s, u"process"_s, u"policy"_s}, text, false},
        {u"verify"_s, {u"core"_s, u"task"_s, u"process"_s, u"policy"_s}, text, false},
        {u"store"_s, values, {u"Qt6::Core"_s, u"SQLite::SQLite3"_s}, false},
        {u"engine"_s, values + QStringList{u"git"_s, u"process"_s, u"agents"_s, u"verify"_s, u"store"_s}, text, false},
        {u"highlight"_s, core, {u"Qt6::Core"_s, u"Qt6::Gui"_s}, false},
        {u"items"_s, values, {u"Qt6::Core"_s, u"Qt6::Gui"_s}, false},
    };
    return all;
}

QStringList roomsAreKnown(const SourceTree &tree)
{
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const QString room = modelRoomOf(path);
        if (!room.isEmpty() && path.endsWith("/CMakeLists.txt"_L1) && !roomNamed(room))
            wrong.append(u"%1: models/ has no room '%2'; name it in tests/arch with what it may use"_s.arg(path, room));
    }
    return wrong;
}

QStringList linksGoDownwards(const SourceTree &tree)
{
    const QMap<QString, QString> folders = targetFolders(tree);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const Room *room = path.endsWith("/CMakeLists.txt"_L1) ? roomNamed(modelRoomOf(path)) : nullptr;
        if (!room)
            continue;
        for (const QString &link : cmakeLinks(text)) {
            if (!link.startsWith("docket::"_L1)) {
                if (!room->mayLink.contains(link))
                    wrong.append(u"%1: %2 may not link %3"_s.arg(path, room->name, link));
                continue;
            }
            const QString name = link.sliced(8);
            const bool ownPart = folders.value(name).startsWith("models/"_L1 + room->name);
            if (!ownPart && !room->mayUse.contains(name))
                wrong.append(u"%1: %2 may not link %3"_s.arg(path, room->name, link));
        }
    }
    return wrong;
}

QStringList includesGoDownwards(const SourceTree &tree)
{
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const Room *room = isSource(path) ? roomNamed(modelRoomOf(path)) : nullptr;
        if (!room)
            continue;
        for (const Include &include : includesOf(text)) {
            const QString first = include.path.section(u'/', 0, 0);
            const bool upwards = first == "widgets"_L1 || first == "app"_L1 || first == "tests"_L1;
            const bool otherRoom =
                include.quoted && first != room->name && roomNamed(first) && !room->mayUse.contains(first);
            if (upwards || otherRoom)
                wrong.append(
                    u"%1:%2: %3 may not include \"%4\""_s.arg(path).arg(include.line).arg(room->name, include.path));
        }
    }
    return wrong;
}

QStringList includesAreLinked(const SourceTree &tree)
{
    QMap<QString, QSet<QString>> reach; // room -> rooms it links, itself included; complete, since rooms come in order
    for (const Room &room : rooms()) {
        QSet<QString> &seen = reach[room.name];
        seen.insert(room.name);
        for (const QString &link : cmakeLinks(tree.value(u"models/%1/CMakeLists.txt"_s.arg(room.name)))) {
            if (link.startsWith("docket::"_L1))
                seen |= reach.value(link.sliced(8));
        }
    }
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const Room *room = isSource(path) ? roomNamed(modelRoomOf(path)) : nullptr;
        if (!room || !tree.contains(u"models/%1/CMakeLists.txt"_s.arg(room->name)))
            continue;
        for (const Include &include : includesOf(text)) {
            const QString first = include.path.section(u'/', 0, 0);
            if (include.quoted && roomNamed(first) && !reach.value(room->name).contains(first))
                wrong.append(u"%1:%2: includes \"%3\" but %4 does not link docket::%5"_s
                                 .arg(path).arg(include.line).arg(include.path, room->name, first));
        }
    }
    return wrong;
}

QStringList modelsHaveNoWidgets(const SourceTree &tree)
{
    static const QRegularExpression widgetHeader(
        u"^(QtWidgets.*|Q[A-Za-z]*Widget|QApplication|QMainWindow|Q[A-Za-z]*Dialog|QMessageBox|Q[A-Za-z]*Button|QLabel|"
        u"QMenu"
        "|Q[A-Za-z]*View|Q[A-Za-z]*Layout|QStyle|QStyledItemDelegate|QSystemTrayIcon|QPlainTextEdit|QTextEdit|QLineEdit)$"_s);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!path.startsWith("models/"_L1))
            continue;
        if (path.endsWith("/CMakeLists.txt"_L1) && cmakeLinks(text).contains("Qt6::Widgets"_L1))
            wrong.append(u"%1: nothing below models/ may link Qt6::Widgets"_s.arg(path));
        if (!isSource(path))
            continue;
        for (const Include &include : includesOf(text)) {
            const bool stringView = include.path.endsWith("StringView"_L1) || include.path.endsWith("ByteArrayView"_L1);
            if (!include.quoted && !stringView && widgetHeader.match(include.path).hasMatch())
                wrong.append(
                    u"%1:%2: nothing below models/ may include <%3>"_s.arg(path).arg(include.line).arg(include.path));
        }
    }
    return wrong;
}

QStringList widgetsSeeOnlyValues(const SourceTree &tree)
{
    static const QStringList hidden{u"git"_s, u"store"_s, u"process"_s, u"agents"_s, u"verify"_s, u"engine"_s};
    const QMap<QString, QString> folders = targetFolders(tree);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!path.startsWith("widgets/"_L1))
            continue;
        if (path.endsWith("/CMakeLists.txt"_L1)) {
            for (const QString &link : cmakeLinks(text)) {
                const QString name = link.startsWith("docket::"_L1) ? link.sliced(8) : QString();
                if (hidden.contains(name) || folders.value(name).startsWith("app/"_L1)
                    || link.startsWith("PkgConfig::"_L1) || link.startsWith("SQLite::"_L1))
                    wrong.append(u"%1: widgets may not link %2"_s.arg(path, link));
            }
        }
        if (!isSource(path))
            continue;
        for (const Include &include : includesOf(text)) {
            const QString first = include.path.section(u'/', 0, 0);
            const bool library = include.path.startsWith("git2"_L1) || include.path.startsWith("sqlite3"_L1)
                || include.path == "QProcess"_L1;
            if ((include.quoted && (hidden.contains(first) || first == "app"_L1)) || library)
                wrong.append(u"%1:%2: widgets may not include \"%3\""_s.arg(path).arg(include.line).arg(include.path));
        }
    }
    return wrong;
}

QStringList pureRoomsDoNoInput(const SourceTree &tree)
{
    static const QRegularExpression impure(
        u"^(QObject|QFile|QFileInfo|QSaveFile|QDir|QDirIterator|QTemporary(File|Dir)|QProcess|QSql.*|QTimer|"
        u"QBasicTimer|QThread"
        "|QThreadPool|QtConcurrent.*|QFuture.*|QEventLoop|QCoreApplication|QGuiApplication|QSettings|QNetwork.*|QLocal("
        "Socket|Server)"
        "|QTcp.*|QSocketNotifier|QFileSystemWatcher|QLockFile|QStandardPaths|QDBus.*|fstream|filesystem|thread|iostream"
        "|unistd\\.h|fcntl\\.h|sys/.*|core/clock\\.h|core/logging\\.h)$"_s);
    static const QRegularExpression token(
        u"\\b(Q_OBJECT|QDateTime::current\\w+|QDate::currentDate|QTime::currentTime|qgetenv|qEnvironmentVariable)\\b"_s);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const Room *room = isSource(path) ? roomNamed(modelRoomOf(path)) : nullptr;
        if (!room || !room->pure)
            continue;
        for (const Include &include : includesOf(text)) {
            if (impure.match(include.path).hasMatch())
                wrong.append(u"%1:%2: %3 is a pure room and may not include <%4>"_s.arg(path)
                                 .arg(include.line)
                                 .arg(room->name, include.path));
        }
        wrong += linesWith(path, withoutCommentsAndStrings(text), token,
                           u"a pure room has no objects and asks no clock or environment"_s);
    }
    return wrong;
}

QStringList nobodyIsASingleton(const SourceTree &tree)
{
    static const QRegularExpression token(u"\\w*(::|\\b)(instance|globalInstance|self)\\s*\\(\\s*\\)"_s);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (isProduct(path) && isSource(path))
            wrong +=
                linesWith(path, withoutCommentsAndStrings(text), token, u"services are handed in by constructor"_s);
    }
    return wrong;
}

QStringList nobodyWaits(const SourceTree &tree)
{
    static const QRegularExpression waits(
        u"\\bwaitFor(Started|Finished|ReadyRead|BytesWritten|Connected|Disconnected|NewConnection|Encrypted)\\s*\\("
        "|\\bprocessEvents\\s*\\(|\\bQEventLoop\\b|\\bQThread::(m|u)?sleep\\b"_s);
    static const QRegularExpression loops(
        u"\\bQMessageBox::(question|warning|information|critical)\\s*\\(|\\bQFileDialog::get\\w+\\s*\\("
        "|\\bQInputDialog::get\\w+\\s*\\(|(\\.|->)exec\\s*\\("_s);
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!isProduct(path) || !isSource(path))
            continue;
        const QString code = withoutCommentsAndStrings(text);
        wrong += poolsDrainedTooEarly(path, code);
        wrong += linesWith(path, code, waits, u"no thread waits in a nested loop; react to a signal instead"_s);
        const bool program = path.section(u'/', -1).startsWith("main"_L1);
        if (!path.startsWith("models/"_L1) && !program)
            wrong += linesWith(path, code, loops, u"a nested event loop; use open() and a signal"_s);
    }
    return wrong;
}

QStringList theProgramStartsLight(const SourceTree &tree)
{
    static const QStringList heavy{u"Qt6::Network"_s, u"KF6::SyntaxHighlighting"_s};
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!isProduct(path) || !path.endsWith("/CMakeLists.txt"_L1) || path.startsWith("app/languages/"_L1))
            continue;
        for (const QString &link : cmakeLinks(text)) {
            if (heavy.contains(link))
                wrong.append(u"%1: %2 brings dozens of libraries into every start; app/languages loads it later"_s.arg(
                    path, link));
        }
    }
    return wrong;
}

QStringList everyRoomSaysWhatItIs(const SourceTree &tree)
{
    QStringList wrong;
    for (auto [name, folder] : targetFolders(tree).asKeyValueRange()) {
        if (tree.value(folder + "/README.md"_L1).size() < 80)
            wrong.append(u"%1/README.md: docket::%2 needs a few sentences on what belongs there"_s.arg(folder, name));
    }
    return wrong;
}

QStringList filesNameTheirLicence(const SourceTree &tree)
{
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        const bool wanted = isSource(path) || path.endsWith("/CMakeLists.txt"_L1);
        const bool fixture = path.contains("/data/"_L1) || path.contains("/sample/"_L1) || path.contains("/golden/"_L1);
        if (wanted && !fixture && !text.left(400).contains("SPDX-License-Identifier: "_L1))
            wrong.append(u"%1: has no SPDX-License-Identifier at its head"_s.arg(path));
    }
    return wrong;
}

QStringList oneApplicationId(const SourceTree &tree)
{
    static const QRegularExpression constant(u"appId\\s*\\{?\\s*=?\\s*\"([^\"]+)\""_s);
    const QString header = u"models/core/appid.h"_s;
    const QString id = constant.match(tree.value(header)).captured(1);
    if (id.isEmpty())
        return {header + ": does not say appId"_L1};

    QStringList wrong;
    const auto expect = [&](const QString &path, const QString &what) {
        if (!tree.contains(path))
            wrong.append(u"%1: is missing; its name follows from appId"_s.arg(path));
        else if (!tree.value(path).contains(what))
            wrong.append(u"%1: does not say '%2'"_s.arg(path, what));
    };
    const QString desktop = u"packaging/desktop/%1.desktop"_s.arg(id);
    expect(desktop, u"\nIcon=%1\n"_s.arg(id));
    expect(desktop, u"\nStartupWMClass=%1\n"_s.arg(id));
    const QString metainfo = u"packaging/desktop/%1.metainfo.xml"_s.arg(id);
    expect(metainfo, u"<id>%1</id>"_s.arg(id));
    expect(metainfo, u"<launchable type=\"desktop-id\">%1.desktop</launchable>"_s.arg(id));
    expect(u"resources/icons/hicolor/scalable/apps/%1.svg"_s.arg(id), u"<svg"_s);
    expect(u"resources/icons/hicolor/symbolic/apps/%1-symbolic.svg"_s.arg(id), u"<svg"_s);

    // A second spelling of the id in the code would drift; it must come from the constant.
    const QRegularExpression literal(u"\""_s + QRegularExpression::escape(id));
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (isProduct(path) && isSource(path) && path != header)
            wrong += linesWith(path, text, literal, u"use docket::appId"_s);
    }
    return wrong;
}

QStringList linesFit(const SourceTree &tree)
{
    constexpr qsizetype columns = 120;
    constexpr qsizetype codeBesideText = 80;
    QStringList wrong;
    for (auto [path, text] : tree.asKeyValueRange()) {
        if (!isSource(path))
            continue;
        const QStringList lines = text.split(u'\n');
        QStringList uncommented, code;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (lines[i].size() <= columns)
                continue;
            if (code.isEmpty()) {
                uncommented = withoutComments(text).split(u'\n');
                code = withoutCommentsAndStrings(text).split(u'\n');
            }
            const bool isComment = uncommented.value(i).size() <= columns;
            if (isComment || code.value(i).size() > codeBesideText)
                wrong +=
                    u"%1:%2: has %3 columns; %4 are enough"_s.arg(path).arg(i + 1).arg(lines[i].size()).arg(columns);
        }
    }
    return wrong;
}

} // namespace docket::arch
