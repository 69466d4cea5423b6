// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/picturecompare.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

using Way = PictureCanvas::Way;

PictureCompare::PictureCompare(const diff::FileEntry &entry, QWidget *parent)
    : QFrame(parent), m_entry(entry), m_canvas(new PictureCanvas), m_ways(new QButtonGroup(this)),
      m_share(new QSlider(Qt::Horizontal)), m_shareName(new QLabel), m_facts{new QLabel, new QLabel},
      m_result(new QLabel)
{
    setObjectName(u"pictureCompare"_s);
    setAccessibleName(tr("Compare the pictures"));
    setAutoFillBackground(true);
    auto *controls = new QHBoxLayout;
    controls->setSpacing(4);
    const struct
    {
        Way way;
        const char *name;
        QString text;
    } ways[] = {{Way::SideBySide, "pictureSideBySide", tr("Side by side")},
                {Way::Swipe, "pictureSwipe", tr("Swipe")},
                {Way::OnionSkin, "pictureOnionSkin", tr("Onion skin")},
                {Way::Difference, "pictureDifference", tr("Difference")}};
    for (const auto &each : ways) {
        auto *button = new QToolButton;
        button->setObjectName(QString::fromLatin1(each.name));
        button->setText(each.text);
        button->setAccessibleName(each.text);
        button->setToolTip(u"%1 (%2)"_s.arg(each.text).arg(int(each.way) + 1));
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_ways->addButton(button, int(each.way));
        controls->addWidget(button);
    }
    m_share->setObjectName(u"pictureShare"_s);
    m_share->setRange(0, 100);
    m_share->setMaximumWidth(220);
    m_shareName->setBuddy(m_share);
    controls->addSpacing(8);
    controls->addWidget(m_shareName);
    controls->addWidget(m_share);
    controls->addStretch();
    controls->addWidget(m_result);
    auto *facts = new QHBoxLayout;
    for (QLabel *label : m_facts) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setWordWrap(true);
        facts->addWidget(label, 1);
    }
    m_facts[0]->setObjectName(u"pictureFactsBefore"_s);
    m_facts[1]->setObjectName(u"pictureFactsAfter"_s);
    m_result->setObjectName(u"pictureResult"_s);
    m_result->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 4, 10, 8);
    layout->setSpacing(3);
    layout->addLayout(controls);
    layout->addLayout(facts);
    layout->addWidget(m_canvas, 1);

    connect(m_ways, &QButtonGroup::idClicked, this, [this](int id) { setWay(Way(id)); });
    connect(m_canvas, &PictureCanvas::wayAsked, this, &PictureCompare::setWay);
    connect(m_canvas, &PictureCanvas::left, this, &PictureCompare::left);
    connect(m_canvas, &PictureCanvas::shareChanged, m_share, &QSlider::setValue);
    connect(m_share, &QSlider::valueChanged, m_canvas, &PictureCanvas::setShare);
    m_share->setValue(m_canvas->share());
    setWay(Way::SideBySide);
    updateFacts();
}

QString PictureCompare::facts(bool after) const
{
    const diff::FileVersion &version = after ? m_entry.after : m_entry.before;
    const Picture &picture = after ? m_after : m_before;
    const QString title = after ? tr("After") : tr("Before");
    if (!version.exists())
        return tr("%1: absent", "a picture").arg(title);
    QStringList parts;
    if (!picture.format.isEmpty())
        parts += QString::fromLatin1(picture.format).toUpper();
    if (!picture.size.isEmpty())
        parts += tr("%1 \u00d7 %2 pixels").arg(picture.size.width()).arg(picture.size.height());
    if (version.size >= 0)
        parts += tr("%1 (%2 bytes)").arg(QLocale().formattedDataSize(version.size), QLocale().toString(version.size));
    parts += version.blob.shortened(12);
    if (!picture.problem.isEmpty())
        parts += picture.problem;
    return tr("%1: %2", "a picture's facts").arg(title, parts.join(u", "_s));
}

QString PictureCompare::absence(bool after) const
{
    const Picture &picture = after ? m_after : m_before;
    if (!(after ? m_entry.after : m_entry.before).exists())
        return after ? tr("Not there after the change") : tr("Not there before the change");
    if (!picture.problem.isEmpty())
        return picture.problem;
    return m_problem.isEmpty() ? tr("Reading the picture \u2026") : m_problem;
}

void PictureCompare::updateFacts()
{
    for (const bool after : {false, true}) {
        m_facts[after]->setText(facts(after));
        m_facts[after]->setToolTip(QString::fromLatin1((after ? m_entry.after : m_entry.before).blob.hex));
    }
    m_canvas->setAbsence(absence(false), absence(true));
    m_canvas->setAccessibleDescription(facts(false) + u". "_s + facts(true));
    QString result = m_problem;
    if (result.isEmpty() && m_difference.pixels > 0) {
        result = m_difference.changedPixels == 0
            ? tr("No pixel differs")
            : tr("%1 of %2 pixels differ (%3 %)")
                  .arg(QLocale().toString(m_difference.changedPixels), QLocale().toString(m_difference.pixels),
                       QLocale().toString(100.0 * double(m_difference.changedPixels) / double(m_difference.pixels), 'g',
                                          2));
    }
    m_result->setText(result);
}

void PictureCompare::updateControls()
{
    const bool two = !m_before.image.isNull() && !m_after.image.isNull();
    const Way way = m_canvas->way();
    for (QAbstractButton *button : m_ways->buttons())
        button->setEnabled(two || m_ways->id(button) == int(Way::SideBySide));
    m_ways->button(int(way))->setChecked(true);
    const bool shared = two && (way == Way::Swipe || way == Way::OnionSkin);
    m_share->setVisible(shared);
    m_shareName->setVisible(shared);
    m_shareName->setText(way == Way::Swipe ? tr("Edge") : tr("Strength"));
    m_share->setAccessibleName(way == Way::Swipe ? tr("Where the swipe's edge is")
                                                 : tr("How strong the picture after is"));
}

void PictureCompare::setWay(Way way)
{
    if (way != Way::SideBySide && (m_before.image.isNull() || m_after.image.isNull()))
        way = Way::SideBySide;
    m_canvas->setWay(way);
    updateControls();
    if (way == Way::Difference && !std::exchange(m_askedForDifference, true))
        Q_EMIT differenceWanted();
}

void PictureCompare::setPictures(const Picture &before, const Picture &after)
{
    m_before = before;
    m_after = after;
    m_canvas->setPictures(before.image, after.image);
    updateFacts();
    updateControls();
}

void PictureCompare::setDifference(const PictureDifference &difference)
{
    m_difference = difference;
    m_canvas->setDifference(difference.image);
    updateFacts();
}

void PictureCompare::setProblem(const QString &sentence)
{
    m_problem = sentence;
    updateFacts();
}

int PictureCompare::wantedHeight(int width, int most) const
{
    const int around = sizeHint().height() - m_canvas->sizeHint().expandedTo(m_canvas->minimumSize()).height();
    return around + m_canvas->wantedHeight(width - 20, std::max(48, most - around));
}

} // namespace docket
