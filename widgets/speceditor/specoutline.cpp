// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/speceditor/specoutline.h"

#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/speceditor/specwords.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int lineRole = Qt::UserRole;

QTreeWidgetItem *makeItem(const QString &text, int line, const QIcon &itemIcon)
{
    auto *item = new QTreeWidgetItem({text});
    item->setIcon(0, itemIcon);
    item->setData(0, lineRole, line);
    item->setToolTip(0, text);
    return item;
}

} // namespace

SpecOutline::SpecOutline(QWidget *parent) : QWidget(parent), m_summary(new QLabel), m_tree(new QTreeWidget)
{
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setContentsMargins(14, 12, 14, 8);
    m_summary->setWordWrap(true);
    m_tree->setObjectName(u"specOutline"_s);
    m_tree->setAccessibleName(tr("Outline of the spec and what is missing"));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(16);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setWordWrap(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    const auto choose = [this](const QTreeWidgetItem *item) {
        if (item && item->data(0, lineRole).toInt() >= 0)
            Q_EMIT lineChosen(item->data(0, lineRole).toInt());
    };
    connect(m_tree, &QTreeWidget::itemClicked, this, choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, choose);
    setMinimumWidth(180);
}

void SpecOutline::setDocument(const SpecDocument &document)
{
    if (m_document == document && m_tree->topLevelItemCount() > 0)
        return;
    m_document = document;
    fill();
}

void SpecOutline::fill()
{
    m_tree->clear();
    const QPalette p = palette();
    for (const SpecProblem &problem : std::as_const(m_document.problems)) {
        auto *item = makeItem(SpecWords::problem(problem), problem.line,
                              icon(u"warning"_s, toneColor(Tone::Warning, p)));
        item->setForeground(0, toneColor(Tone::Warning, p));
        m_tree->addTopLevelItem(item);
    }
    for (const SpecSection &section : std::as_const(m_document.sections)) {
        auto *item = makeItem(section.heading, section.firstLine, icon(u"document"_s, quietText(p)));
        QFont font = item->font(0);
        font.setWeight(QFont::DemiBold);
        item->setFont(0, font);
        m_tree->addTopLevelItem(item);
        if (section.kind != SectionKind::AcceptanceCriteria)
            continue;
        for (const Criterion &criterion : std::as_const(m_document.criteria)) {
            const QString label = criterion.label().isEmpty() ? criterion.text
                : tr("%1  %2", "number of a criterion, its text").arg(criterion.label(), criterion.text);
            item->addChild(makeItem(label.section(u'\n', 0, 0), criterion.firstLine, icon(u"check"_s, quietText(p))));
        }
    }
    m_tree->expandAll();
    const int problems = int(m_document.problems.size());
    m_summary->setText(problems == 0 ? tr("Complete: %n criteria", nullptr, int(m_document.criteria.size()))
                       : tr("%n thing(s) to look at", nullptr, problems));
    setTextColor(m_summary, toneColor(problems == 0 ? Tone::Success : Tone::Warning, p));
}

QStringList SpecOutline::problemTexts() const
{
    QStringList texts;
    for (const SpecProblem &problem : m_document.problems)
        texts << SpecWords::problem(problem);
    return texts;
}

void SpecOutline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_tree->topLevelItemCount() > 0)
        fill();
}

} // namespace docket
