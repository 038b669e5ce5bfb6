"""What does searching cost: ours, and Pagefind's, on the same edition?"""
