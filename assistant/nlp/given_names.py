"""Common given names and the pronoun that goes with them."""

from __future__ import annotations

_MALE = """
Aaron Adam Ahmed Alan Albert Alexander Ali Anders Andrew Anthony Anton Antony Arthur Barack Ben Benjamin Bernard Beto
Bill Bob Boris Brad Brandon Brent Brian Bruce Callum Carl Carlos Charles Charlie Christian Christopher Chuck Colin
Colm Craig Dan Daniel Dave David Dennis Derek Dmitry Dominic Donald Doug Edward Elon Emil Eric Erik Ethan Evan Felix
Francisco Frank Fred Fumio Gareth Gary George Gerald Gerd Giorgio Giuseppe Gordon Graham Greg Gregory Hans Harold
Harry Henry Howard Hugo Ian Igor Ivan Ivo Jack Jacob Jake James Jamie Jason Jay Jeff Jeffrey Jens Jeremy Jerome Jerry
Jesus Jim Jimmy Joao Joe Joel John Johnny Jon Jonathan Jose Joseph Josh Joshua Juan Justin Karl Keir Keith Ken Kenneth
Kevin Klaus Kwasi Kweisi Kyle Larry Lars Laurence Lawrence Leo Leon Lewis Liam Louis Luca Luis Luke Marco Marcus Mario
Mark Martin Matt Matthew Max Michael Miguel Mike Mikhail Mitch Mitt Mo Mohamed Mohammed Muhammad Narendra Nathan Neil
Nicholas Nick Nigel Noah Oliver Omar Oscar Oskar Otto Owen Patrick Paul Pavel Pedro Pete Peter Phil Philip Phillip
Pierre Rafael Ralph Ray Richard Rick Rishi Rob Robert Roger Rolf Ron Ronald Roy Russell Ryan Sajid Salvador Samuel
Scott Sean Sergei Shinzo Simon Stefan Stephen Steve Steven Stuart Ted Theodore Thomas Tim Timothy Tobias Todd Tom
Tomas Tony Travis Tyler Vincent Will Vladimir Volodymyr Walter Wayne William Winston Xavier Xi Zachary
"""
_FEMALE = """
Abigail Agnes Alice Alicia Alison Allison Amanda Amber Amelia Amy Ana Andrea Angela Anita Ann Anna Anne Annie Barbara
Beatrice Beth Betty Brenda Brittney Camilla Carla Carmen Carol Caroline Catherine Cecilia Charlotte Christina
Christine Cindy Claire Clara Claudia Condoleezza Cristina Cynthia Dana Danielle Dawn Deborah Debra Denise Diana Diane
Donna Dorothy Edda Elena Elise Elizabeth Ella Ellen Emily Emma Erika Erin Eva Eve Fatima Fiona Florence Frances
Gabriela Gina Giorgia Gloria Grace Greta Hannah Heather Hedda Helen Hilary Hillary Ines Ingrid Irene Isabel Isabella
Jacinda Jacqueline Jane Janet Janice Jasmine Jean Jennifer Jenny Jessica Jill Joan Joanna Joanne Judith Judy Julia
Julie Kamala Karen Kate Katherine Kathleen Kathy Katie Katrina Keisha Ketanji Kimberly Kirsten Laura Lauren Laurie
Leah Lena Linda Lisa Liz Lori Louise Lucia Lucy Lydia Lynn Madeleine Maggie Marcia Margaret Maria Marie Marina
Marjorie Marta Martha Mary Maya Megan Meghan Melania Melinda Melissa Mia Michelle Miriam Molly Monica Nadia Nancy
Naomi Natalia Natalie Natasha Nicola Nicole Nina Nora Olga Olivia Pamela Patricia Patty Paula Penny Petra Priti Rachel
Rebecca Renee Rita Roberta Rochelle Rosa Rosalind Rosamund Rose Ruth Samantha Sandra Sara Sarah Sharon Sheila Shirley
Simone Sofia Sonia Sophia Sophie Stacey Stephanie Susan Suzanne Tamara Tanya Teresa Theresa Tina Tracey Ursula Valerie
Vanessa Vera Veronica Victoria Virginia Wendy Yvonne Zoe
"""
SEX: dict[str, str] = dict.fromkeys(_MALE.split(), "m") | dict.fromkeys(_FEMALE.split(), "f")
"""``m`` or ``f`` by given name; those that men and women bear alike are left out."""
