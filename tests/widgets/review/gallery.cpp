// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the review, to be looked at and shown: review_gallery OUT-FOLDER [--dark] [--only NAME] [--repository
// FOLDER FROM TO]. Everything is drawn by the real windows over a made change; packaging/make-screenshots runs it.
#include "app/gui/gui.h"
#include "helpers/fakelookup.h"
#include "helpers/fakeworkbench.h"
#include "widgets/common/appearance.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/picturecompare.h"
#include "widgets/review/picturerows.h"
#include "widgets/review/realchange.h"
#include "widgets/review/reviewpane.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QCommandLineParser>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTest>
#include <QTextStream>
#include <QTimeZone>

#include <tuple>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

namespace {

constexpr QSize WindowSize(1360, 860);

void settle()
{
    QTest::qWait(500);
}

// ---- a change with a bit of everything

QByteArray timerBefore()
{
    return R"(#include "timer.h"

#include <algorithm>
#include <charconv>

namespace tea {

// How long each kind wants, in seconds.
constexpr int greenSeconds = 120;
constexpr int blackSeconds = 240;

/** Seconds of a text such as "90" or "2:30"; -1 if it is neither. */
int parseDuration(std::string_view text)
{
    int minutes = 0;
    const size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        std::from_chars(text.data(), text.data() + colon, minutes);
        text.remove_prefix(colon + 1);
    }
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size())
        return -1;
    return minutes * 60 + seconds;
}

std::string formatDuration(int seconds)
{
    std::string text = std::to_string(seconds / 60) + ":";
    if (seconds % 60 < 10)
        text += "0";
    return text + std::to_string(seconds % 60);
}

void Timer::start(int seconds)
{
    m_left = seconds;
    m_running = true;
    notify(Event::Started);
    if (m_log)
        m_log->write("started for " + formatDuration(seconds));
}

void Timer::tick()
{
    if (!m_running)
        return;
    --m_left;
    if (m_left == 0) {
        m_running = false;
        notify(Event::Done);
    }
}

} // namespace tea
)";
}

QByteArray timerAfter()
{
    return R"(#include "timer.h"

#include <algorithm>
#include <charconv>

namespace tea {

// How long each kind wants, in seconds.
constexpr int greenSeconds = 150;
constexpr int blackSeconds = 240;
constexpr int oolongSeconds = 180;

std::string formatDuration(int seconds)
{
    std::string text = std::to_string(seconds / 60) + ":";
    if (seconds % 60 < 10)
        text += "0";
    return text + std::to_string(seconds % 60);
}

/** Seconds of a text such as "90", "2:30" or "3 min"; -1 if it is none of these. */
int parseDuration(std::string_view text)
{
    int minutes = 0;
    const size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + colon, minutes);
        if (error != std::errc() || end != text.data() + colon || minutes < 0)
            return -1;
        text.remove_prefix(colon + 1);
    }
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size())
        return -1;
    return minutes * 60 + seconds;
}

void Timer::start(int seconds)
{
    if (seconds > 0) {
        m_left = seconds;
        m_running = true;
        notify(Event::Started);
        if (m_log)
            m_log->write("started for " + formatDuration(seconds));
    }
}

void Timer::tick()
{
    if (!m_running)
        return;
    --m_left;
    if (m_left <= 0) {
        m_running = false;
        notify(Event::Done);
    }
}

} // namespace tea
)";
}

QByteArray accessBefore()
{
    return R"(#include "access.h"

namespace tea {

bool mayChangeKettle(const User &user)
{
    // Only those who fill it may change it.
    return user.isKeeper();
}

} // namespace tea
)";
}

QByteArray accessAfter()
{
    return "#include \"access.h\"\n\nnamespace tea {\n\nbool mayChangeKettle(const User &user)\n{\n    // Only those "
           "who fill it may change it.\n"
           "    /*\xe2\x80\xae } \xe2\x81\xa6if (user.isKeeper())\xe2\x81\xa9 \xe2\x81\xa6 begin keepers only */\n     "
           "   return true;\n"
           "    /* end keepers only \xe2\x80\xae { \xe2\x81\xa6*/\n    return user.is\xd0\x9a"
           "eeper();\n}\n\n"
           "std::string greeting = \"\xe4\xbd\xa0\xe5\xa5\xbd, \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7, "
           "na\xc3\xafve\";\n} // namespace tea\n";
}

QByteArray pot(const QColor &body, const QColor &steam, bool lid)
{
    QImage image(320, 240, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(body.darker(150), 6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(212, 104, 72, 72));
    painter.setBrush(body);
    painter.drawRoundedRect(QRectF(70, 90, 168, 116), 46, 46);
    QPainterPath spout(QPointF(78, 128));
    spout.quadTo(34, 128, 26, 92);
    spout.lineTo(48, 88);
    spout.quadTo(58, 108, 84, 106);
    painter.drawPath(spout);
    if (lid)
        painter.drawEllipse(QRectF(136, 62, 36, 30));
    painter.setPen(QPen(steam, 5, Qt::SolidLine, Qt::RoundCap));
    for (int i = 0; i < 3; ++i) {
        QPainterPath wave(QPointF(110 + 40 * i, 50));
        wave.cubicTo(98 + 40 * i, 36, 122 + 40 * i, 28, 110 + 40 * i, 12);
        painter.drawPath(wave);
    }
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

test::Change sampleChange(test::FakeLookup &lookup)
{
    const QByteArray before = pot(QColor(0x5b, 0x8d, 0xb8), QColor(0x9a, 0xa5, 0xb1), false);
    const QByteArray after = pot(QColor(0x4f, 0x9d, 0x69), QColor(0x9a, 0xa5, 0xb1), true);
    const test::Change change =
        test::changeOf({test::fileChange("src/timer.cpp", timerBefore(), timerAfter()),
                        test::fileChange("src/access.cpp", accessBefore(), accessAfter()),
                        test::fileChange("icons/pot.png", before, after),
                        test::fileChange("docs/oolong.md", QByteArray(),
                                         "# Oolong\n\nOolong wants **three minutes**; `tea oolong` waits for them.\n"),
                        test::fileChange("scripts/old.sh", "#!/bin/sh\necho tea\n", QByteArray())});
    lookup.blobs = {{change.entries[2].before.blob.hex, before}, {change.entries[2].after.blob.hex, after}};
    return change;
}

/** Two hundred thousand lines, of which every hundredth changed. */
test::Change hugeChange()
{
    QByteArray before;
    QByteArray after;
    for (int i = 0; i < 200'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray line = "INSERT INTO reading (id, sensor, celsius) VALUES (" + number + ", 'kettle-"
            + QByteArray::number(i % 7) + "', " + QByteArray::number(20 + i * 7 % 80) + ".5);\n";
        before += line;
        if (i % 100 == 50)
            after += QByteArray(line).replace("kettle", "samovar") + "-- checked: " + number + '\n';
        else if (i % 1000 != 999)
            after += line;
    }
    return test::changeOf({test::fileChange("data/readings.sql", before, after)});
}

// ---- the window

class Gallery
{
public:
    Gallery(const QDir &out, const QString &only) : m_out(out), m_only(only)
    {
        m_workbench.fill();
        m_task = m_workbench.add(TaskState::Review, u"Oolong wants three minutes"_s);
        TaskRecord &record = m_workbench.record(m_task);
        Attempt attempt;
        attempt.id = {900};
        attempt.task = m_task;
        attempt.number = 1;
        attempt.baseCommit = {"ba5e"};
        record.attempts = {attempt};
        Round round;
        round.id = {101};
        round.attempt = attempt.id;
        round.number = 1;
        round.snapshot = Snapshot{{"c1"}, {"7ee"}, 2, {}};
        record.rounds = {round};
        record.evidence.clear();
        for (const auto &[name, outcome] : {std::pair(u"build"_s, CheckOutcome::Passed),
                                            {u"unit tests"_s, CheckOutcome::Passed},
                                            {u"lint"_s, CheckOutcome::Failed}}) {
            Evidence evidence;
            evidence.id = {qint64(record.evidence.size()) + 1};
            evidence.check = name;
            evidence.tree = {"7ee"};
            evidence.outcome = outcome;
            evidence.durationMs = 4200;
            record.evidence += evidence;
        }
        const QDateTime when(QDate(2025, 11, 3), QTime(9, 0), QTimeZone::UTC);
        m_lookup.authors.insert(
            "src/timer.cpp",
            {{0, 11, {"4be1c02f77"}, u"Ada Lovelace"_s, when, u"A timer"_s},
             {11, 15, {"91d0aa3c18"}, u"Grace Hopper"_s, when.addDays(40), u"Minutes and seconds"_s},
             {26, 30, {"4be1c02f77"}, u"Ada Lovelace"_s, when, u"A timer"_s}});
    }

    bool wants(const QString &name) const { return m_only.isEmpty() || m_only == name; }

    ReviewPane &open(const test::Change &change)
    {
        m_source.files.clear();
        m_source.diffs.clear();
        for (const diff::FileDiffPtr &file : change.files) {
            m_source.files += file->entry();
            m_source.diffs += file;
        }
        m_pane = std::make_unique<ReviewPane>(m_workbench, m_source);
        m_pane->setLookup(&m_lookup);
        m_pane->resize(WindowSize);
        m_pane->show();
        m_pane->showTask(m_task);
        settle();
        m_pane->view()->setMode(DiffView::Mode::SideBySide);
        m_pane->view()->setFocus();
        settle();
        return *m_pane;
    }

    void picture(const QString &name, QWidget *widget = nullptr)
    {
        settle();
        const QString file = m_out.filePath(name + u".png"_s);
        if (!(widget ? widget : m_pane.get())->grab().save(file))
            QTextStream(stderr) << "review_gallery: " << file << " cannot be written\n";
    }

    test::FakeLookup &lookup() { return m_lookup; }
    FakeWorkbench &workbench() { return m_workbench; }
    TaskId task() const { return m_task; }

private:
    QDir m_out;
    QString m_only;
    FakeWorkbench m_workbench;
    FakeDiffSource m_source;
    test::FakeLookup m_lookup;
    TaskId m_task;
    std::unique_ptr<ReviewPane> m_pane;
};

void showTexts(Gallery &gallery, const test::Change &change)
{
    DiffView &view = *gallery.open(change).view();
    view.nextChange(1);
    if (gallery.wants(u"side-by-side"_s))
        gallery.picture(u"side-by-side"_s);
    if (gallery.wants(u"unified"_s)) {
        view.setMode(DiffView::Mode::Unified);
        gallery.picture(u"unified"_s);
        view.setMode(DiffView::Mode::SideBySide);
    }
    if (gallery.wants(u"moved-block"_s)) {
        view.goTo({0, Side::Right, 20, 0});
        gallery.picture(u"moved-block"_s);
    }
    if (gallery.wants(u"re-indent"_s)) {
        view.goTo({0, Side::Right, 42, 4});
        gallery.picture(u"re-indent"_s);
    }
    if (gallery.wants(u"authors"_s)) {
        view.setShowAuthors(true);
        gallery.picture(u"authors"_s);
        view.setShowAuthors(false);
    }
    if (gallery.wants(u"bidi-warning"_s)) {
        view.goTo({1, Side::Right, 7, 0});
        gallery.picture(u"bidi-warning"_s);
    }
}

void showComments(Gallery &gallery, const test::Change &change)
{
    review::Comment must;
    must.task = gallery.task();
    must.anchor = review::makeAnchor(*change.files[0], Side::Right, 28, 29);
    must.severity = review::Severity::Must;
    must.body =
        u"A minute above INT_MAX / 60 overflows in the last line. Please refuse what is longer than a day, and test it."_s;
    must.author = u"Ada"_s;
    must.createdAt = QDateTime(QDate(2026, 3, 4), QTime(9, 30), QTimeZone::UTC);
    gallery.workbench().saveComment(must, qApp, [&](const Result<review::Comment> &saved) {
        review::Comment reply = must;
        reply.replyTo = saved->id;
        reply.author = u"Agent"_s;
        reply.body = u"Done in round 2: above 24 h it is -1, with two tests."_s;
        reply.createdAt = must.createdAt.addSecs(3600);
        gallery.workbench().saveComment(reply, qApp, [](const Result<review::Comment> &) {});
    });
    settle();
    DiffView &view = *gallery.open(change).view();
    view.goTo({0, Side::Right, 29, 0});
    view.moveRows(9);
    view.writeComment();
    if (auto *text = view.findChild<QWidget *>(u"commentText"_s))
        QTest::keyClicks(text, u"Why is a negative number of seconds still let through here?"_s);
    gallery.picture(u"comments"_s);
}

void showPictures(Gallery &gallery, const test::Change &change)
{
    DiffView &view = *gallery.open(change).view();
    view.goToFile(2);
    settle();
    const std::pair<PictureCanvas::Way, QString> ways[] = {{PictureCanvas::Way::SideBySide, u"image"_s},
                                                           {PictureCanvas::Way::Swipe, u"image-swipe"_s},
                                                           {PictureCanvas::Way::OnionSkin, u"image-onion-skin"_s},
                                                           {PictureCanvas::Way::Difference, u"image-difference"_s}};
    for (const auto &[way, name] : ways) {
        if (!gallery.wants(name) || !view.pictures()->compare(2))
            continue;
        view.pictures()->compare(2)->setWay(way);
        gallery.picture(name);
    }
}

void showHuge(Gallery &gallery)
{
    DiffView &view = *gallery.open(hugeChange()).view();
    view.goTo({0, Side::Right, 120'050, 0});
    gallery.picture(u"huge-file"_s);
}

void showTools(Gallery &gallery, const test::Change &change)
{
    ReviewPane &pane = gallery.open(change);
    if (gallery.wants(u"find"_s)) {
        pane.findBar()->open();
        QTest::keyClicks(pane.findBar()->field(), u"seconds"_s);
        settle();
        pane.view()->nextHit(1);
        gallery.picture(u"find"_s);
        pane.findBar()->close();
    }
    if (gallery.wants(u"word-wrap"_s)) {
        pane.resize(760, 860);
        pane.view()->setWrap(true);
        pane.view()->setShowBlanks(true);
        gallery.picture(u"word-wrap"_s);
    }
    if (gallery.wants(u"keys"_s)) {
        HelpSheet sheet(*pane.view()->actionList(), &pane);
        sheet.setAttribute(Qt::WA_DeleteOnClose, false);
        sheet.show();
        gallery.picture(u"keys"_s, &sheet);
    }
}

/** A second round: hunks read in part, comments brought along, a block that was moved and edited, what changed since
 * the last look. */
void showReading(const QDir &out, const QString &only)
{
    QByteArray before = "// The forecast.\n";
    for (int i = 1; i <= 60; ++i)
        before += "int value_" + QByteArray::number(i) + " = " + QByteArray::number(i * 7) + ";\n";
    const QByteArray block = "double sunrise(double latitude, int day)\n{\n    const double angle = solarAngle(day);\n "
                             "   return noon - angle / 15.0;\n}\n";
    const QByteArray first = QByteArray(before).replace("value_7 = 49", "value_7 = 50");
    QByteArray after =
        QByteArray(first).replace("int value_30 = 210;\n", "int value_30 = 211; // rounded up\nint extra = 3;\n");
    after.replace("int value_50 = 350;\n", "");
    const auto old =
        test::fileChange("src/forecast.cpp", before,
                         QByteArray(first).replace("value_44 = 308;", "value_44 = 308; // a remark that says a lot"));

    FakeWorkbench workbench;
    FakeDiffSource source;
    workbench.fill();
    const TaskId task = workbench.add(TaskState::Review, u"Show sunrise and sunset"_s);
    TaskRecord &record = workbench.record(task);
    record.attempts.last().baseCommit = {"ba5e"};
    record.rounds.clear();
    for (int number = 1; number <= 2; ++number) {
        Round round;
        round.id = {100 + number};
        round.attempt = record.attempts.constLast().id;
        round.number = number;
        round.outcome = RoundOutcome::Finished;
        round.snapshot = Snapshot{{"c" + QByteArray::number(number)}, {"7ee" + QByteArray::number(number)}, 2, {}};
        record.rounds += round;
    }
    for (const auto &file :
         {test::fileChange("src/forecast.cpp", before + block, after),
          test::fileChange(
              "src/sun.cpp", "#pragma once\n",
              "#pragma once\n\n"
                  + QByteArray(block).replace("noon - angle / 15.0", "noon - angle / 15.0 + equationOfTime(day)"))}) {
        source.files += file->entry();
        source.diffs += file;
    }
    workbench.memories[task].looks = {{{"c1"}, QDateTime::currentDateTimeUtc().addDays(-1)}};
    for (const auto &[line, text, severity] :
         {std::tuple(44, u"Why this remark?"_s, review::Severity::Question),
          std::tuple(7, u"50 is not a multiple of 7."_s, review::Severity::Must)}) {
        review::Comment comment;
        comment.task = task;
        comment.round = {101};
        comment.anchor = review::makeAnchor(*old, diff::Side::Right, line, line);
        comment.severity = severity;
        comment.author = u"Ada"_s;
        comment.body = text;
        comment.createdAt = QDateTime(QDate(2026, 3, 4), QTime(9, 30));
        workbench.saveComment(comment, &workbench, [](const Result<review::Comment> &) {});
    }
    ReviewPane pane(workbench, source);
    const auto picture = [&](const QString &name) {
        if (only.isEmpty() || only == name)
            pane.grab().save(out.filePath(name + u".png"_s));
    };
    pane.resize(WindowSize);
    pane.show();
    pane.showTask(task);
    settle();
    pane.view()->setFocus();
    pane.view()->nextUnread(1);
    pane.view()->readAndOn();
    pane.view()->nextChange(1);
    settle();
    picture(u"read"_s);
    if (auto *approve = pane.findChild<QAbstractButton *>(u"verdictApprove"_s))
        approve->click();
    pane.view()->goTo({1, diff::Side::Right, 2, 0});
    settle();
    picture(u"moved-edited"_s);
    pane.toggleSinceLook();
    settle();
    picture(u"since-look"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"dark"_s, u"dark colours"_s},
                       {u"contrast"_s, u"high contrast"_s},
                       {u"only"_s, u"one picture"_s, u"name"_s},
                       {u"repository"_s, u"a real change instead"_s, u"folder"_s}});
    parser.addPositionalArgument(u"out"_s, u"where pictures go"_s);
    parser.process(app);
    const QStringList words = parser.positionalArguments();
    const QDir out(words.value(0, u"."_s));
    QDir().mkpath(out.path());
    installTranslations(app, u"en"_s);
    const bool dark = parser.isSet(u"dark"_s);
    if (parser.isSet(u"contrast"_s))
        applyAppearance(app, dark ? ThemeChoice::DarkContrast : ThemeChoice::LightContrast);
    else
        applyAppearance(app, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    Gallery gallery(out, parser.value(u"only"_s));
    if (parser.isSet(u"repository"_s)) {
        gallery.open(test::changeFromGit(parser.value(u"repository"_s), words.value(1), words.value(2)));
        gallery.picture(u"real"_s);
        return 0;
    }
    const test::Change change = sampleChange(gallery.lookup());
    showTexts(gallery, change);
    if (gallery.wants(u"comments"_s))
        showComments(gallery, change);
    showPictures(gallery, change);
    if (gallery.wants(u"huge-file"_s))
        showHuge(gallery);
    showTools(gallery, change);
    showReading(out, parser.value(u"only"_s));
    return 0;
}
