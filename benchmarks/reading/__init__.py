"""How smoothly does a page with 200 notes follow its window?"""
