"""Pictures that go with an answer: chosen, described, kept with the draft, shown."""
