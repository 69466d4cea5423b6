// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/rangebanner.h"

#include "widgets/common/appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace docket {

RangeBanner::RangeBanner(QWidget *parent) : QFrame(parent), m_text(new QLabel), m_all(new QToolButton)
{
    setObjectName(u"rangeBanner"_s);
    setAccessibleName(tr("What is shown"));
    m_text->setObjectName(u"rangeBannerText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_all->setObjectName(u"rangeBannerAll"_s);
    m_all->setText(tr("Show all changes"));
    m_all->setAccessibleName(m_all->text());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 8, 5);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_all);
    connect(m_all, &QToolButton::clicked, this, &RangeBanner::allWanted);
    hide();
}

void RangeBanner::setText(const QString &text)
{
    m_text->setText(text);
    setTextColor(m_text, toneColor(Tone::Accent, palette()));
    setVisible(!text.isEmpty());
}

void RangeBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneGround(Tone::Accent, palette()));
    painter.fillRect(0, height() - 1, width(), 1, hairline(palette()));
}

} // namespace docket
