"""Sentences end in other scripts too: what reads like a paragraph there is one."""

from __future__ import annotations

import pytest

from newscrawl.page import read_page

SENTENCES = {
    "hi": "वार्न के पुराने बंदरगाह पर सोमवार को एक नाव डूब गई और उसके सभी यात्री बचा लिए गए, बंदरगाह के मालिक ने कहा।",
    "ur": "وارن کی پرانی بندرگاہ پر پیر کو ایک کشتی ڈوب گئی اور اس کے تمام مسافر بچا لیے گئے، بندرگاہ کے مالک نے کہا۔",
    "am": "በቫርን ወደብ ሰኞ ዕለት ጀልባ ሰጠመች እና ተሳፋሪዎቹ በሙሉ ተረፉ ሲል የወደቡ ባለቤት ለጋዜጠኞች ተናገረ።",
    "hy": "Վառնի հին նավահանգստում երկուշաբթի օրը նավ է խորտակվել, և բոլոր ուղևորները փրկվել են, ասել է տերը։",
    "my": "ဗာန်ဆိပ်ကမ်းဟောင်းတွင် တနင်္လာနေ့က သင်္ဘောတစ်စင်း နစ်မြုပ်ခဲ့ပြီး ခရီးသည်အားလုံး ကယ်ဆယ်ခဲ့ရသည်။",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_lead_in_a_box_of_its_own(language: str) -> None:
    lead = f"{SENTENCES[language]} {SENTENCES[language]}"
    more = [f"{lead} {number}{lead[-1]}" for number in (12, 13, 14)]
    text = "".join(f"<p>{line}</p>" for line in more)
    box = f"<div class='article-content'><p>{lead} 11{lead[-1]}</p></div><div class='part-two'>{text}</div>"
    page = f"<html><body><article><h1>{lead[:40]}</h1>{box}</article></body></html>"
    found = read_page(page, url="https://m.example/n/1").paragraphs
    assert found == (f"{lead} 11{lead[-1]}", *more)
