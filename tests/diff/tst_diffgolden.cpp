// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/interdiff.h"
#include "diff/json.h"
#include "diff/porting.h"
#include "diff/rowmodel.h"
#include "diff/warnings.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace Qt::StringLiterals;

/**
 * What a person would see, as text. Each case is a folder of cases/ with files NAME.old and NAME.new; the rows of all
 * of them, side by side and unified, stand in golden/CASE.txt. With NAME.oldbase and NAME.newbase it is two versions of
 * a branch whose base moved. A file `port` names lines of old versions ("NAME 3-5") whose place in the new ones is
 * printed. The target update-golden (or DOCKET_UPDATE_GOLDEN=1) writes the golden files anew: read the difference
 * before you commit it.
 */
class TestDiffGolden : public QObject
{
    Q_OBJECT

private:
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    /** The line with «» around its marks and unusual characters by name. */
    static QByteArray shown(QByteArrayView line, const std::vector<Span> &spans)
    {
        QByteArray out;
        const auto warnings = lineWarnings(line);
        size_t next = 0;
        for (qsizetype i = 0; i <= line.size(); ++i) {
            for (const Span &span : spans) {
                if (span.end() == i)
                    out += "»";
            }
            for (const Span &span : spans) {
                if (span.start == i)
                    out += "«";
            }
            if (i == line.size())
                break;
            if (next < warnings.size() && warnings[next].start == i) {
                out += '<' + characterName(warnings[next].character).toUtf8() + '>';
                i += warnings[next++].length - 1;
            } else if (line[i] == '\t') {
                out += "→";
            } else {
                out += line[i];
            }
        }
        return out;
    }

    static char sign(LineClass lineClass)
    {
        switch (lineClass) {
        case LineClass::None: return ' ';
        case LineClass::Context: return '=';
        case LineClass::Removed: return '-';
        case LineClass::Added: return '+';
        case LineClass::Changed: return '~';
        case LineClass::Reindented: return '>';
        case LineClass::WhitespaceOnly: return '_';
        case LineClass::MovedFrom: return '<';
        case LineClass::MovedTo: return '!';
        case LineClass::CopiedTo: return '&';
        }
        return '?';
    }

    static QByteArray rowText(const FileDiff &file, const Row &row)
    {
        const auto lineOf = [&](Side side) {
            const int line = side == Side::Left ? row.left : row.right;
            if (line < 0)
                return QByteArray("      .");
            const LineClass own = side == Side::Left ? row.leftClass : row.rightClass;
            std::vector<Span> spans;
            const int other = file.counterpart(side, line);
            if (row.isChange() && own == LineClass::Changed && other >= 0)
                spans = side == Side::Left ? file.spans(line, other).left : file.spans(other, line).right;
            return QByteArray::number(line + 1).rightJustified(4) + ' ' + sign(own) + ' '
                + shown(file.text(side).line(line), spans);
        };
        switch (row.kind) {
        case RowKind::FileHeader: return "== " + file.entry().path();
        case RowKind::Note:
            if (row.extra == Row::NoNewlineNote)
                return QByteArray("   no newline at end: ") + (row.left >= 0 ? "left " : "")
                    + (row.right >= 0 ? "right" : "");
            return "   note: " + noteWord(file.notes()[row.extra].kind).toUtf8();
        case RowKind::Fold: {
            const int scope = file.enclosingLine(Side::Right, row.right + int(row.extra));
            return "   ... " + QByteArray::number(row.extra) + " lines"
                + (scope >= 0 ? "  @ " + file.right().line(scope).trimmed().toByteArray() : QByteArray());
        }
        case RowKind::Waiting: return "   waiting";
        case RowKind::Removed: return lineOf(Side::Left);
        case RowKind::Added: return "     | " + lineOf(Side::Right);
        default: return lineOf(Side::Left) + "\n     | " + lineOf(Side::Right);
        }
    }

    static QByteArray dump(const QString &folder)
    {
        QList<QByteArray> names;
        for (const QString &name : QDir(folder).entryList({u"*.old"_s, u"*.new"_s}, QDir::Files, QDir::Name)) {
            if (!names.contains(name.chopped(4).toUtf8()))
                names.append(name.chopped(4).toUtf8());
        }
        std::vector<FileDiffPtr> files;
        for (const QByteArray &name : names) {
            const QString base = folder + u'/' + QString::fromUtf8(name);
            const auto version = [&](const QString &path, const char *blob) {
                return QFile::exists(path) ? FileVersion{name, ObjectId{blob}, 0100644, -1} : FileVersion{};
            };
            files.push_back(computeInterdiff(makeEntry(version(base + u".old"_s, "1"), version(base + u".new"_s, "2")),
                                             {read(base + u".oldbase"_s), read(base + u".old"_s),
                                              read(base + u".newbase"_s), read(base + u".new"_s)}));
        }
        const MoveMapPtr moves = findMoves(files);
        QByteArray out;
        for (const ViewMode mode : {ViewMode::SideBySide, ViewMode::Unified}) {
            out += mode == ViewMode::SideBySide ? "SIDE BY SIDE\n" : "\nUNIFIED\n";
            for (size_t i = 0; i < files.size(); ++i) {
                for (const Row &row : layoutRows(files[i], {.mode = mode}, moves.get(), int(i))) {
                    const bool first = row.isChange() && (row.flags & FirstOfEdit);
                    out += (first ? "-- change --\n" : "") + rowText(*files[i], row)
                        + (row.flags & FromBase ? "  [of the base]\n" : "\n");
                }
            }
        }
        for (const MovedBlock &block : moves->blocks()) {
            out += "\nMOVE " + names[block.fromFile] + ':' + QByteArray::number(block.fromLine + 1) + '+'
                + QByteArray::number(block.fromCount) + " -> " + names[block.toFile] + ':'
                + QByteArray::number(block.toLine + 1) + '+' + QByteArray::number(block.toCount)
                + (block.copy ? " copy" : "") + (block.edited ? " edited" : "") + " indent "
                + QByteArray::number(block.indentDelta);
        }
        for (const QByteArray &wish : read(folder + u"/port"_s).split('\n')) {
            if (!wish.isEmpty())
                out += portedText(wish, names, files);
        }
        return out + '\n';
    }

    /** Where the lines of a wish ("NAME 3-5") stand in the new version, and why it thinks so. */
    static QByteArray portedText(const QByteArray &wish, const QList<QByteArray> &names,
                                 const std::vector<FileDiffPtr> &files)
    {
        const QByteArray name = wish.first(wish.indexOf(' '));
        const QList<QByteArray> ends = wish.mid(name.size() + 1).split('-');
        const int first = ends.first().toInt() - 1, last = ends.last().toInt() - 1;
        const FileDiff &file = *files[size_t(names.indexOf(name))];
        const auto cut = [&](int from, int to) {
            QStringList lines;
            for (int i = std::max(0, from); i <= std::min(to, file.left().lineCount() - 1); ++i)
                lines.append(QString::fromUtf8(file.left().line(i)));
            return lines.join(u'\n');
        };
        const PortedLines found = portLines(file.edits(), file.right(), first, last,
                                            {cut(first, last), cut(first - 3, first - 1), cut(last + 1, last + 3)});
        static constexpr const char *fates[] = {"same", "shifted", "found", "moved", "lost", "file gone"};
        QByteArray out = "\nPORT " + wish + ": " + fates[int(found.fate)];
        for (int i = found.firstLine; i >= 0 && i <= found.lastLine; ++i)
            out += "\n" + QByteArray::number(i + 1).rightJustified(6) + ' ' + file.right().line(i).toByteArray();
        return out;
    }

private Q_SLOTS:
    void rowsAndMarksAreAsAgreed_data()
    {
        QTest::addColumn<QString>("name");
        const QDir cases(QStringLiteral(DOCKET_GOLDEN_DIR "/cases"));
        for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
            QTest::newRow(qPrintable(name)) << name;
    }
    void rowsAndMarksAreAsAgreed()
    {
        QFETCH(QString, name);
        const QByteArray actual = dump(QStringLiteral(DOCKET_GOLDEN_DIR "/cases/") + name);
        const QString path = QStringLiteral(DOCKET_GOLDEN_DIR "/golden/") + name + u".txt"_s;
        if (qEnvironmentVariableIsSet("DOCKET_UPDATE_GOLDEN")) {
            QFile file(path);
            QVERIFY(file.open(QFile::WriteOnly));
            file.write(actual);
        }
        const QByteArray expected = read(path);
        if (actual != expected)
            qWarning("now:\n%s", actual.constData());
        QCOMPARE(actual.split('\n'), expected.split('\n'));
    }
};

QTEST_GUILESS_MAIN(TestDiffGolden)
#include "tst_diffgolden.moc"
