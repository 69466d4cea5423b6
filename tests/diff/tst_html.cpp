// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/html.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace Qt::StringLiterals;

namespace {

FileDiffPtr change(const QByteArray &path, const QByteArray &before, const QByteArray &after)
{
    const FileVersion left = before.isNull() ? FileVersion() : FileVersion{path, {"1111"}, 0100644, before.size()};
    const FileVersion right = after.isNull() ? FileVersion() : FileVersion{path, {"2222"}, 0100644, after.size()};
    return computeFileDiff(makeEntry(left, right), before, after);
}

QByteArray page(const std::vector<FileDiffPtr> &files, const QString &title = u"A change"_s)
{
    std::vector<FileEntry> entries;
    for (const FileDiffPtr &file : files)
        entries.push_back(file->entry());
    QByteArray out = htmlHead(title, entries);
    for (size_t i = 0; i < files.size(); ++i)
        out += htmlFile(*files[i], int(i));
    return out + htmlTail();
}

} // namespace

/** A page that is opened somewhere else must not do what an agent wrote into a file. */
class TestHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOfAFileIsMarkup()
    {
        const QByteArray hostile = "</table><script>alert(1)</script><img src=x onerror='a()'>&lt;\"\n";
        const QByteArray out = page({change("<b>name</b>.html", "x\n", hostile)}, u"<i>Title</i> & more"_s);
        QVERIFY(!out.contains("<script"));
        QVERIFY(!out.contains("<img"));
        QVERIFY(!out.contains("<i>Title"));
        QVERIFY(!out.contains("<b>name"));
        QVERIFY(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        QVERIFY(out.contains("&lt;i&gt;Title&lt;/i&gt; &amp; more"));
        QVERIFY(out.contains("default-src 'none'"));
        for (const char *outside : {"http://", "https://", "src=\"", "@import", "url("})
            QVERIFY2(!out.contains(outside), outside);
    }

    void whatCannotBeSeenIsWrittenAsItsName()
    {
        const QByteArray out = page({change("a.c", "a\n", "a \xe2\x80\xae b \x07 \x1b[31m\n")});
        QVERIFY(out.contains("<i>U+202E</i>"));
        QVERIFY(out.contains("<i>U+0007</i>"));
        QVERIFY(out.contains("<i>U+001B</i>[31m"));
        QVERIFY(!out.contains("\xe2\x80\xae"));
        QVERIFY(!out.contains('\x1b'));
    }

    void linesStandBesideEachOtherWithTheirMarks()
    {
        const QByteArray out =
            page({change("a.c", "one\ntwo old words here\nthree\n", "one\ntwo new words here\nthree\n")});
        QVERIFY(out.contains("<td class=\"t d\">two <b>old</b> words here</td>"));
        QVERIFY(out.contains("<td class=\"t a\">two <b>new</b> words here</td>"));
        QVERIFY(out.contains("<td class=\"n\">1</td>"));
    }

    void unchangedLinesAreFoldedAndBinaryIsTold()
    {
        QByteArray before;
        for (int i = 0; i < 100; ++i)
            before += "line " + QByteArray::number(i) + '\n';
        const QByteArray out = page({change("a.txt", before, before + "more\n"),
                                     change("b.bin", QByteArray("\0\1", 2), QByteArray("\0\2\3", 3)),
                                     change("gone.txt", "x\n", QByteArray())});
        QVERIFY(out.contains("97 unchanged lines"));
        QVERIFY(out.contains("2 bytes before, 3 bytes after"));
        QVERIFY(out.contains("1111 2222"));
        QVERIFY(out.contains("prefers-color-scheme:dark"));
        QCOMPARE(out.count("<section"), 3);
        QCOMPARE(out.count("</section>"), 3);
        QCOMPARE(out.count("<tr"), out.count("</tr>"));
    }

    void textOfManyBytesIsNeverCutInsideACharacter()
    {
        const QByteArray out =
            page({change("a.txt", "na\xc3\xafve \xf0\x9f\x98\x80 old\n", "na\xc3\xafve \xf0\x9f\x98\x81 new\n")});
        QCOMPARE(QString::fromUtf8(out).toUtf8(), out);
        QVERIFY(!QString::fromUtf8(out).contains(QChar::ReplacementCharacter));
    }
};

QTEST_GUILESS_MAIN(TestHtml)
#include "tst_html.moc"
